package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens on the way, the index ends as a clean sync of what is there. {@code -Dathanor.kills=100} kills more often. */
class FaultsTest {

  private static final int KILLS = Integer.getInteger("athanor.kills", 8);
  private static final int DOCUMENTS = 150;
  private static final int LONGEST_MILLIS = 1_200;

  private final Random random = new Random(20261128);
  private int texts;

  @TempDir
  Path folder;

  @Test
  void killed_again_and_again_at_any_time_a_sync_ends_as_if_it_had_not_been() throws Exception {
    Workplace place = new Workplace(folder.resolve("killed"));
    List<Path> notes = new ArrayList<>();
    Map<String, Integer> ended = new TreeMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      change(place, kill == 0 ? DOCUMENTS : 40);
      notes.add(folder.resolve("notes-" + kill));
      ended.merge(killed(place, notes.getLast()) ? "killed" : "ended before", 1, Integer::sum);
    }
    Path last = folder.resolve("notes-last");
    notes.add(last);
    assertThat(child(place, last, List.of())).isEqualTo("ended");

    assertThat(state(place)).isEqualTo(clean(place));
    int again = checkEmbeddedTwiceOnlyInLastBatches(notes);
    System.out.println(KILLS + " kills: " + ended + ", " + again + " passages embedded a second time");
    assertThat(ended.getOrDefault("killed", 0)).isGreaterThan(KILLS / 3);
  }

  @Test
  void a_source_that_fails_half_way_through_its_list_changes_nothing() {
    Workplace place = new Workplace(folder.resolve("half"));
    change(place, 20);
    place.sync(new CountingEmbedder("counting-1"));
    var before = state(place);
    change(place, 10);

    assertThatThrownBy(() -> run(place, new RelayedSource(place.source()) {
      @Override
      public Listing list() {
        throw AthanorException.data("broken", "the connection broke after 7 of 20 rows");
      }
    })).hasMessage("the connection broke after 7 of 20 rows");
    assertThat(state(place)).isEqualTo(before);

    SyncReport half = run(place, new RelayedSource(place.source()) {
      @Override
      public Listing list() {
        Listing whole = super.list();
        return new Listing(whole.entries().subList(0, 5), Map.of(), List.of("the list broke off"), Map.of());
      }
    });
    assertThat(half.deleted()).isZero();
    assertThat(half.gaps()).containsExactly("the list broke off");
  }

  @Test
  void a_source_that_fails_half_way_through_its_contents_loses_nothing() {
    Workplace place = new Workplace(folder.resolve("contents"));
    change(place, 20);
    place.sync(new CountingEmbedder("counting-1"));
    int known = place.indexed().size();
    for (int i = 0; i < 20; i++) {
      place.write("new-" + i + ".md", article("new " + i));
    }
    int[] opened = {0};
    SyncReport broken = run(place, new RelayedSource(place.source()) {
      @Override
      public Optional<Content> open(Entry entry, Optional<Fingerprint> fingerprint) throws IOException {
        Optional<Content> content = super.open(entry, fingerprint);
        if (content.isPresent() && ++opened[0] > 5) {
          if (opened[0] % 2 == 0) {
            throw new IOException("connection reset");
          }
          throw AthanorException.data("broken", "the server is gone");
        }
        return content;
      }
    });
    assertThat(broken.added()).isEqualTo(5);
    assertThat(broken.failed()).hasSize(15).extracting(FailedDocument::reason).contains("the server is gone",
        "the file cannot be read (connection reset); make it readable or exclude it");
    assertThat(place.indexed()).hasSize(known + 5);

    place.sync(new CountingEmbedder("counting-1"));
    assertThat(state(place)).isEqualTo(clean(place));
  }

  @Test
  void a_file_that_changes_while_it_is_read_is_read_again() {
    Workplace place = new Workplace(folder.resolve("changing")).write("a.txt", "Before.");
    run(place, new RelayedSource(place.source()) {
      @Override
      public Optional<Content> open(Entry entry, Optional<Fingerprint> fingerprint) throws IOException {
        return super.open(entry, fingerprint).map(content -> new Changing(content, () -> place.write("a.txt",
            "After it was read, it is longer.")));
      }
    });

    assertThat(place.sync(new CountingEmbedder("counting-1")).changed()).isEqualTo(1);
    assertThat(state(place)).isEqualTo(clean(place));
  }

  @Test
  void a_clock_that_goes_back_between_syncs_does_no_harm() {
    Workplace place = new Workplace(folder.resolve("clock"));
    change(place, 20);
    SyncReport first = place.sync(new CountingEmbedder("counting-1"));
    InstantSource back = InstantSource.offset(InstantSource.system(), Duration.ofDays(-400));
    Sync sync =
        new Sync(place.home, Parsers.standard(), Cleaning.NONE, new StructureChunker(ChunkSizes.STANDARD),
            new CountingEmbedder("counting-1"), back);
    SyncReport second = sync.run(List.of(place.source()), SyncOptions.STANDARD, SyncListener.SILENT);
    assertThat(second.snapshot()).isEqualTo(first.snapshot());

    change(place, 10);
    sync.run(List.of(place.source()), SyncOptions.STANDARD.allowingDeletes(), SyncListener.SILENT);
    assertThat(state(place)).isEqualTo(clean(place));
  }

  @Test
  void a_snapshot_that_is_in_use_stays_until_it_is_no_longer() {
    Workplace place = new Workplace(folder.resolve("pins"));
    place.write("a.txt", "0");
    var first = new dev.athanor.knowledge.index.SnapshotName(
        place.sync(new CountingEmbedder("counting-1")).snapshot());
    for (int i = 1; i < 8; i++) {
      place.write("a.txt", "Number " + i);
      place.sync(new CountingEmbedder("counting-1"), SyncOptions.STANDARD.inUse(Set.of(first)));
    }
    assertThat(place.snapshots()).hasSize(6).contains(first.value());

    place.write("a.txt", "The end.");
    place.sync(new CountingEmbedder("counting-1"));
    assertThat(place.snapshots()).hasSize(5).doesNotContain(first.value());
  }

  @Test
  void a_snapshot_that_is_in_use_stays_also_if_a_sync_was_cut_off_while_it_was_pinned() {
    Workplace place = new Workplace(folder.resolve("pinned"));
    place.write("a.txt", "0");
    var first = new dev.athanor.knowledge.index.SnapshotName(
        place.sync(new CountingEmbedder("counting-1")).snapshot());
    try (var ledger = place.ledger()) {
      ledger.pin(first);
    }
    for (int i = 1; i < 8; i++) {
      place.write("a.txt", "Number " + i);
      place.sync(new CountingEmbedder("counting-1"), SyncOptions.STANDARD.inUse(Set.of(first)));
    }
    assertThat(place.snapshots()).hasSize(6).contains(first.value());
  }

  private static SyncReport run(Workplace place, Source source) {
    return place.sync(new CountingEmbedder("counting-1"), Checkpoint.NONE).run(List.of(source),
        SyncOptions.STANDARD,
        SyncListener.SILENT);
  }

  /** Writes, deletes and renames documents; no text comes back. */
  private void change(Workplace place, int changes) {
    List<String> names = new ArrayList<>(place.names());
    for (int i = 0; i < changes; i++) {
      int what = names.size() < 10 ? 0 : random.nextInt(10);
      String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
      if (what < 6) {
        String added = what < 3 || name.isEmpty() ? "d" + random.nextInt(4) + "/" + texts + ".md" : name;
        place.write(added, article("thing " + texts++));
        names.add(added);
      } else if (what < 8) {
        place.delete(name);
        names.removeIf(name::equals);
      } else {
        place.move(name, "moved/" + texts + ".md");
        names.removeIf(name::equals);
        names.add("moved/" + texts++ + ".md");
      }
    }
  }

  /** Whether it was killed before it had ended. */
  private boolean killed(Workplace place, Path notes) throws IOException, InterruptedException {
    Process process = start(place, notes, List.of());
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("begins");
      return !process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String child(Workplace place, Path notes, List<String> before) throws IOException,
      InterruptedException {
    Process process = start(place, notes, before);
    try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(),
        StandardCharsets.UTF_8))) {
      String last = said.lines().reduce("", (_, line) -> line);
      process.waitFor();
      return last;
    }
  }

  private static Process start(Workplace place, Path notes, List<String> before) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(java, "--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1",
            "-cp", System.getProperty("java.class.path"), KilledSync.class.getName(), place.folder.toString(),
            notes
                .toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What was embedded twice was in the last batch of a process that was killed: of all others the vectors were kept. */
  private static int checkEmbeddedTwiceOnlyInLastBatches(List<Path> notes) throws IOException {
    Set<String> kept = new HashSet<>();
    Set<String> ever = new HashSet<>();
    int again = 0;
    for (Path note : notes) {
      List<String> lines = Files.exists(note) ? Files.readAllLines(note) : List.of();
      assertThat(lines).as("embedded again though it was kept").noneMatch(kept::contains);
      again += (int) lines.stream().filter(line -> !line.equals(KilledSync.BATCH) && !ever.add(line)).count();
      int last = lines.lastIndexOf(KilledSync.BATCH);
      kept.addAll(lines.subList(0, Math.max(0, last)));
      kept.remove(KilledSync.BATCH);
    }
    return again;
  }

  /** Documents, versions, chunks and vectors, in the ledger and in the index. */
  private static Map<String, String> state(Workplace place) {
    Map<String, String> state = new TreeMap<>();
    place.indexed().forEach((name, version) -> state.put("index " + name, version));
    state.put("chunks", Integer.toString(place.indexedChunks()));
    place.chunks().forEach((name, chunks) -> state.put("ledger " + name, chunks.toString()));
    place.vectors().forEach((name, vectors) -> state.put("vectors " + name, vectors));
    return state;
  }

  private Map<String, String> clean(Workplace place) {
    return state(new Workplace(folder.resolve("clean-" + random.nextInt())).reading(place.docs,
        ChunkSizes.STANDARD));
  }

  /** Content of a file that changes as soon as it was read. */
  private record Changing(Content content, Runnable change) implements Content {
    @Override
    public InputStream stream() throws IOException {
      byte[] bytes = content.stream().readAllBytes();
      change.run();
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<Fingerprint> fingerprint() throws IOException {
      return content.fingerprint();
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
