package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.FolderSource;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {

  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  Path folder;

  private Workplace place;

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder);
  }

  @Test
  void the_first_sync_indexes_everything_and_the_second_does_nothing() {
    place.write("coal.md", article("coal")).write("sub/Größe 1.txt", "Plain text.").write("peat.html",
        "<p>Peat.</p>");

    SyncReport first = place.sync(embedder);
    SyncReport second = place.sync(embedder);

    assertThat(first)
        .extracting(SyncReport::added, SyncReport::changed, SyncReport::unchanged, SyncReport::deleted)
        .containsExactly(3, 0, 0, 0);
    assertThat(first.failed()).isEmpty();
    assertThat(first.embedded()).isEqualTo(first.chunks()).isEqualTo(embedder.embedded()).isEqualTo(place
        .indexedChunks()).isGreaterThan(5);
    assertThat(second)
        .isEqualTo(new SyncReport(0, 0, 3, 0, List.of(), first.chunks(), 0, first.snapshot(), List.of(), Map
            .of(), List.of(), Map.of(), List.of(), List.of(), List.of()));
    assertThat(place.indexed()).containsOnlyKeys("coal.md", "sub/Größe 1.txt", "peat.html");
  }

  @Test
  void a_change_embeds_only_the_passages_that_are_new() {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    SyncReport first = place.sync(embedder);
    place.write("coal.md", article("coal").replace("is old", "is very old"));

    SyncReport second = place.sync(embedder);

    assertThat(second)
        .extracting(SyncReport::added, SyncReport::changed, SyncReport::unchanged, SyncReport::embedded)
        .containsExactly(0, 1, 1, 1);
    assertThat(second.chunks()).isEqualTo(first.chunks());
    assertThat(second.snapshot()).isNotEqualTo(first.snapshot());
  }

  @Test
  void a_touched_or_rewritten_file_with_the_same_content_is_unchanged() {
    place.write("coal.md", article("coal"));
    SyncReport first = place.sync(embedder);
    place.write("coal.md", article("coal"));

    SyncReport second = place.sync(embedder);

    assertThat(second.unchanged()).isEqualTo(1);
    assertThat(second.snapshot()).isEqualTo(first.snapshot());
  }

  @Test
  void a_renamed_document_is_told_as_such_keeps_its_vectors_and_its_past() {
    place.write("coal.md", article("coal"));
    place.sync(embedder);
    place.delete("coal.md").write("fuel/coal.md", article("coal"));

    SyncReport report = place.sync(embedder);

    assertThat(report).extracting(SyncReport::added, SyncReport::deleted, SyncReport::embedded)
        .containsExactly(0, 0, 0);
    assertThat(report.renamed()).containsExactly(
        new Rename(new DocumentId("coal.md"), new DocumentId("fuel/coal.md")));
    assertThat(place.indexed()).containsOnlyKeys("fuel/coal.md");
    try (Ledger ledger = place.ledger()) {
      assertThat(ledger.history(new DocumentId("fuel/coal.md"))).singleElement().satisfies(
          version -> assertThat(version.renamedFrom()).contains(new DocumentId("coal.md")));
      assertThat(ledger.renamedTo(new DocumentId("coal.md"))).contains(new DocumentId("fuel/coal.md"));
    }
  }

  @Test
  void a_deleted_document_leaves_the_index() {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    place.delete("peat.md");

    SyncReport report = place.sync(embedder);

    assertThat(report).extracting(SyncReport::unchanged, SyncReport::deleted).containsExactly(1, 1);
    assertThat(place.indexed()).containsOnlyKeys("coal.md");
    assertThat(place.indexedChunks()).isEqualTo(report.chunks());
  }

  @Test
  void a_file_that_fails_is_named_and_the_rest_goes_on() {
    place.write("coal.md", article("coal")).write("broken.pdf", "no PDF").write("empty.txt", "");

    SyncReport report = place.sync(embedder);
    SyncReport again = place.sync(embedder);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.failed()).extracting(failed -> failed.document().value()).containsExactly("broken.pdf",
        "empty.txt");
    assertThat(report.failed().getFirst().reason()).startsWith("the file is named like a PDF");
    assertThat(again.failed()).isEqualTo(report.failed());
  }

  @Test
  void a_document_that_can_no_longer_be_read_stays_indexed_as_it_was_until_it_can_be_or_is_gone() {
    place.write("coal.md", article("coal"));
    place.sync(embedder);
    var before = place.indexed();
    place.write("coal.md", new byte[]{0, 1, 2, 0, 4});

    SyncReport broken = place.sync(embedder);
    assertThat(broken.failed().getFirst().reason()).startsWith("the file is binary").endsWith(
        "; what it said before stays indexed");
    assertThat(place.indexed()).isEqualTo(before);

    place.write("coal.md", article("coal"));
    SyncReport mended = place.sync(embedder);
    assertThat(mended.failed()).isEmpty();
    assertThat(mended).extracting(SyncReport::unchanged, SyncReport::embedded).containsExactly(1, 0);

    place.write("coal.md", "").write("peat.md", article("peat"));
    place.sync(embedder);
    place.delete("coal.md");
    assertThat(place.sync(embedder).deleted()).isEqualTo(1);
    assertThat(place.indexed()).containsOnlyKeys("peat.md");
  }

  @Test
  void nothing_is_deleted_while_the_source_could_not_be_listed_to_its_end() throws IOException {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    place.delete("peat.md");
    Files.createSymbolicLink(place.docs.resolve("away"), folder.resolve("nowhere"));

    SyncReport report = place.sync(embedder);
    Files.delete(place.docs.resolve("away"));
    SyncReport complete = place.sync(embedder);

    assertThat(report.deleted()).isZero();
    assertThat(report.gaps()).singleElement().asString().startsWith("away: the link points to nothing");
    assertThat(complete.deleted()).isEqualTo(1);
  }

  @Test
  void an_empty_folder_is_refused_and_deletes_only_if_that_is_meant() {
    place.write("picture.png", "x");
    assertThatThrownBy(() -> place.sync(embedder)).isInstanceOf(AthanorException.class)
        .hasMessage("the folder "
            + place.docs
            + " of source \"docs\" has no documents that can be read (there are other files: 1 x .png)."
            + " Put Markdown, text, HTML, PDF or DOCX files into it, or change `include` in athanor.yaml");

    place.write("coal.md", article("coal"));
    place.sync(embedder);
    place.delete("coal.md");
    assertThatThrownBy(() -> place.sync(embedder)).hasMessageContaining(
        "1 of 1 documents of source \"docs\" are no longer there: coal.md. So many are seldom meant to go at once,"
            + " so nothing was changed. If they are, sync with --allow-deletes;");
    assertThat(place.indexed()).hasSize(1);

    assertThat(place.sync(embedder, SyncOptions.STANDARD.allowingDeletes()).deleted()).isEqualTo(1);
    assertThat(place.indexed()).isEmpty();
  }

  @Test
  void a_source_that_gave_nothing_since_it_could_not_be_listed_says_why() throws IOException {
    Files.createSymbolicLink(place.docs.resolve("away"), folder.resolve("nowhere"));

    assertThatThrownBy(() -> place.sync(embedder)).isInstanceOf(AthanorException.class)
        .hasMessage("the folder " + place.docs
            + " of source \"docs\" gave no document: away: the link points to"
            + " nothing that can be read; mend it, remove it or exclude it. Mend it, or what athanor.yaml says of the"
            + " source, and sync again. Nothing was changed.");
  }

  @Test
  void a_missing_folder_changes_nothing() throws IOException {
    place.write("coal.md", article("coal"));
    place.sync(embedder);
    Files.move(place.docs, folder.resolve("elsewhere"));

    assertThatThrownBy(() -> place.sync(embedder)).hasMessageContaining("does not exist");
    assertThat(place.indexed()).hasSize(1);
  }

  @Test
  void no_source_at_all_is_refused_with_the_next_step() {
    assertThatThrownBy(() -> place.sync(embedder, Checkpoint.NONE).run(List.of(), SyncOptions.STANDARD,
        SyncListener.SILENT)).hasMessageContaining("athanor init DIR --docs FOLDER");
  }

  @Test
  void another_embedder_embeds_everything_again_even_what_can_no_longer_be_read() {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    SyncReport first = place.sync(embedder);
    place.write("peat.md", "");
    CountingEmbedder other = new CountingEmbedder("counting-2");

    SyncReport second = place.sync(other);

    assertThat(second.embedded()).isEqualTo(first.chunks()).isEqualTo(second.chunks());
    assertThat(second.unchanged()).isEqualTo(1);
    assertThat(place.indexed()).containsOnlyKeys("coal.md", "peat.md");
    assertThat(place.sync(other).snapshot()).isEqualTo(second.snapshot());
  }

  @Test
  void another_chunk_size_cuts_everything_again() {
    place.write("coal.md", article("coal"));
    SyncReport first = place.sync(embedder);
    place.sizes = new ChunkSizes(100, 600);

    SyncReport second = place.sync(embedder);

    assertThat(second.chunks()).isGreaterThan(first.chunks()).isEqualTo(place.indexedChunks());
    assertThat(second.unchanged()).isEqualTo(1);
  }

  @Test
  void a_second_sync_at_the_same_time_says_who_runs() {
    place.write("coal.md", article("coal"));
    try (SyncLock _ = SyncLock.acquire(place.home, Instant.parse("2026-01-01T00:00:00Z"))) {
      assertThatThrownBy(() -> place.sync(embedder)).isInstanceOf(AthanorException.class).hasMessage(
          "another sync is running (process " + ProcessHandle.current().pid()
              + " since 2026-01-01T00:00:00Z). Wait until it ends, or end that process, and sync again. Nothing was"
              + " changed");
    }
    assertThat(place.sync(embedder).added()).isEqualTo(1);
  }

  @Test
  void nothing_stays_of_what_a_lost_ledger_knew() throws IOException {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    deleteTree(Sync.ledgerFile(place.home));
    place.delete("peat.md");

    place.sync(embedder);

    assertThat(place.indexed()).containsOnlyKeys("coal.md");
  }

  @Test
  void nothing_stays_of_what_an_older_copy_of_the_ledger_does_not_know_also_if_the_sync_is_cut_off()
      throws IOException {
    place.write("coal.md", article("coal"));
    place.sync(embedder);
    byte[] copy = Files.readAllBytes(Sync.ledgerFile(place.home));
    place.write("peat.md", article("peat"));
    place.sync(embedder);
    Files.write(Sync.ledgerFile(place.home), copy);
    place.delete("peat.md");
    assertThatThrownBy(() -> place.sync(embedder, step -> {
      if (step == Checkpoint.Step.PREPARED) {
        throw new IllegalStateException("cut off");
      }
    }).run(List.of(place.source()), SyncOptions.STANDARD, SyncListener.SILENT)).hasMessage("cut off");

    place.sync(embedder);

    assertThat(place.indexed()).containsOnlyKeys("coal.md");
  }

  @Test
  void an_index_that_is_built_anew_twice_is_as_settled_as_any() {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    place.sync(embedder, SyncOptions.STANDARD.rebuilding());

    SyncReport again = place.sync(embedder, SyncOptions.STANDARD.rebuilding());

    try (var ledger = place.ledger()) {
      assertThat(ledger.pending()).isEmpty();
      assertThat(ledger.snapshots().getFirst().name()).isEqualTo(again.snapshot());
    }
    assertThat(place.sync(embedder).snapshot()).as("nothing is written again").isEqualTo(again.snapshot());
  }

  @Test
  void a_lost_index_is_built_again_from_the_ledger_without_embedding() throws IOException {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    var before = place.indexed();
    deleteTree(Sync.indexFolder(place.home));

    SyncReport report = place.sync(embedder);

    assertThat(report).extracting(SyncReport::unchanged, SyncReport::embedded).containsExactly(2, 0);
    assertThat(place.indexed()).isEqualTo(before);
    assertThat(place.indexedChunks()).isEqualTo(report.chunks());
    assertThat(place.sync(embedder).snapshot()).isEqualTo(report.snapshot());
  }

  @Test
  void a_corrupt_index_is_named_and_rebuilt_on_request_without_embedding() throws IOException {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    var before = place.indexed();
    try (var files = Files.walk(Sync.indexFolder(place.home))) {
      for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".lock"))
          .toList()) {
        Files.writeString(file, "garbage");
      }
    }

    assertThatThrownBy(() -> place.sync(embedder)).isInstanceOf(AthanorException.class).hasMessageContaining(
        "the index in");
    SyncReport report = place.sync(embedder, SyncOptions.STANDARD.rebuilding());

    assertThat(report.embedded()).isZero();
    assertThat(place.indexed()).isEqualTo(before);
    assertThat(place.sync(embedder).snapshot()).isEqualTo(report.snapshot());
  }

  @Test
  void a_corrupt_ledger_is_named() throws IOException {
    place.write("coal.md", article("coal"));
    place.sync(embedder);
    Files.writeString(Sync.ledgerFile(place.home), "garbage");

    assertThatThrownBy(() -> place.sync(embedder)).isInstanceOf(AthanorException.class).hasMessageContaining(
        "ledger.db");
  }

  @Test
  void a_ledger_that_was_thrown_away_takes_the_index_with_it() throws IOException {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    place.sync(embedder);
    place.write("ore.md", article("ore"));
    place.sync(embedder);
    for (String file : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
      Files.deleteIfExists(place.home.resolve(file));
    }
    place.delete("peat.md");

    place.sync(embedder);

    assertThat(place.indexed()).containsOnlyKeys("coal.md", "ore.md");
  }

  @Test
  void documents_of_several_sources_are_told_apart_and_those_of_a_removed_source_are_deleted() {
    place.write("a.md", article("coal"));
    Path more = folder.resolve("more");
    Workplace second = new Workplace(more);
    second.write("a.md", article("peat"));
    FolderSource clashing =
        new FolderSource(new SourceId("more"), second.docs, "", Selection.of(List.of("*.md")),
            Workplace.CLOCK);
    FolderSource mounted =
        new FolderSource(new SourceId("more"), second.docs, "more/", Selection.of(List.of("*.md")),
            Workplace.CLOCK);
    Sync sync = place.sync(embedder, Checkpoint.NONE);

    SyncReport clash = sync.run(List.of(place.source(), clashing), SyncOptions.STANDARD, SyncListener.SILENT);
    assertThat(clash.gaps()).singleElement().asString().startsWith("a.md of source \"more\" was left out");

    sync.run(List.of(place.source(), mounted), SyncOptions.STANDARD, SyncListener.SILENT);
    assertThat(place.indexed()).containsOnlyKeys("a.md", "more/a.md");

    assertThat(sync.run(List.of(mounted), SyncOptions.STANDARD, SyncListener.SILENT).deleted()).isEqualTo(1);
    assertThat(place.indexed()).containsOnlyKeys("more/a.md");
  }

  @Test
  void progress_counts_documents_and_passages_to_the_end() {
    place.write("coal.md", article("coal")).write("peat.md", article("peat"));
    List<SyncProgress> told = new ArrayList<>();

    SyncReport report =
        place.sync(embedder, Checkpoint.NONE).run(List.of(place.source()), SyncOptions.STANDARD,
            told::add);

    assertThat(told).isNotEmpty().allSatisfy(progress -> assertThat(progress.total()).isEqualTo(2));
    assertThat(told.getLast()).isEqualTo(new SyncProgress(2, 2, report.embedded(), ""));
    assertThat(told).extracting(SyncProgress::documents).isSorted();
  }

  @Test
  void a_huge_document_and_two_hundred_small_ones_go_through_in_batches() {
    StringBuilder huge = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      huge.append(article("thing " + i)).append('\n');
    }
    place.write("huge.md", huge.toString());
    for (int i = 0; i < 200; i++) {
      place.write("small/" + i + ".txt", "Small text number " + i + ".");
    }

    SyncReport report = place.sync(embedder);

    assertThat(report.added()).isEqualTo(201);
    assertThat(report.chunks()).isEqualTo(place.indexedChunks()).isGreaterThan(600);
    assertThat(place.indexed()).hasSize(201).containsKey("small/199.txt");
    assertThat(place.sync(embedder).unchanged()).isEqualTo(201);
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
