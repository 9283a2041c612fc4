package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Cleaned;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.clean.Treatment;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Source;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.ledger.DocumentVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done again when a part of the chain has changed, and what is not. */
class StagesTest {

  private static final ChunkSizes SMALL = new ChunkSizes(100, 600);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger cleaned = new AtomicInteger();

  @TempDir
  Path folder;

  private Workplace place;
  private String cleaning = "cleaning-1";

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder);
    place
        .write("coal.md",
            article("coal") + "\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n```java\nx\n```\n")
        .write("peat.html", "<h1>Peat</h1><p>Peat smokes.</p><ul><li>Much.</li></ul>")
        .write("ore.txt", "Ore.");
  }

  @Test
  void another_chunker_cuts_the_kept_text_anew_and_opens_and_parses_nothing() {
    CountingEmbedder embedder = new CountingEmbedder("counting-1");
    sync(embedder, ChunkSizes.STANDARD);
    reset();

    SyncReport report = sync(embedder, SMALL);

    assertThat(opened).hasValue(0);
    assertThat(cleaned).hasValue(0);
    assertThat(report.redone()).isEqualTo(Map.of(Stage.CUT, 3));
    assertThat(report.unchanged()).isEqualTo(3);
    assertThat(embedder.counts().values()).as("no passage is embedded twice").allMatch(count -> count == 1);
    Workplace fresh = new Workplace(folder.resolve("fresh"));
    Map<String, List<String>> cutAnew = place.chunks();
    assertThat(cutAnew).isEqualTo(fresh.reading(place.docs, SMALL).chunks());
  }

  @Test
  void another_embedder_embeds_the_kept_chunks_anew_and_does_nothing_else() {
    sync(new CountingEmbedder("counting-1"), ChunkSizes.STANDARD);
    Map<String, List<String>> before = place.chunks();
    reset();
    CountingEmbedder other = new CountingEmbedder("counting-2");

    SyncReport report = sync(other, ChunkSizes.STANDARD);

    assertThat(opened).hasValue(0);
    assertThat(cleaned).hasValue(0);
    assertThat(report.redone()).isEqualTo(Map.of(Stage.EMBED, 3));
    assertThat(other.embedded()).isEqualTo(report.chunks()).isEqualTo(report.embedded());
    assertThat(place.chunks()).isEqualTo(before);
  }

  @Test
  void another_cleaning_reads_everything_anew_and_embeds_only_what_it_changed() {
    CountingEmbedder embedder = new CountingEmbedder("counting-1");
    sync(embedder, ChunkSizes.STANDARD);
    reset();
    cleaning = "cleaning-2";

    SyncReport report = sync(embedder, ChunkSizes.STANDARD);

    assertThat(opened).hasValue(3);
    assertThat(cleaned).hasValue(3);
    assertThat(report.redone()).isEqualTo(Map.of(Stage.READ, 3));
    assertThat(report.embedded()).isZero();
  }

  @Test
  void the_history_says_by_what_each_version_was_made_and_in_which_snapshots_it_is() {
    SyncReport first = sync(new CountingEmbedder("counting-1"), ChunkSizes.STANDARD);
    SyncReport second = sync(new CountingEmbedder("counting-1"), SMALL);
    place.write("ore.txt", "Ore is smelted.");
    SyncReport third = sync(new CountingEmbedder("counting-1"), SMALL);
    place.delete("ore.txt");
    SyncReport fourth = sync(new CountingEmbedder("counting-1"), SMALL);

    try (var ledger = place.ledger()) {
      DocumentId ore = new DocumentId("ore.txt");
      List<DocumentVersion> history = ledger.history(ore);
      assertThat(history).extracting(DocumentVersion::visible).containsExactly(
          new DocumentVersion.Visible(third.snapshot(), Optional.of(fourth.snapshot())),
          new DocumentVersion.Visible(second.snapshot(), Optional.of(third.snapshot())),
          new DocumentVersion.Visible(first.snapshot(), Optional.of(second.snapshot())));
      assertThat(history).extracting(version -> version.made().chunker()).containsExactly(
          "structure-1/100/600", "structure-1/100/600", "structure-1/220/1200");
      assertThat(history.getFirst().version()).isNotEqualTo(history.getLast().version());
      assertThat(history.getLast().treatment().counts()).isEqualTo(Map.of("looked-at", 1));
      assertThat(ledger.at(ore, second.snapshot())).contains(history.get(1));
      assertThat(ledger.at(ore, fourth.snapshot())).isEmpty();
      assertThat(ledger.at(new DocumentId("coal.md"), fourth.snapshot())).get().extracting(
          version -> version.visible().now()).isEqualTo(true);
    }
  }

  @Test
  void the_history_of_a_document_that_changes_again_and_again_stays_short() {
    CountingEmbedder embedder = new CountingEmbedder("counting-1");
    for (int i = 0; i < 24; i++) {
      place.write("ore.txt", "Ore number " + i + ".");
      sync(embedder, ChunkSizes.STANDARD);
    }

    try (var ledger = place.ledger()) {
      assertThat(ledger.history(new DocumentId("ore.txt"))).hasSize(11);
      assertThat(ledger.history(new DocumentId("coal.md"))).hasSize(1);
    }
  }

  private SyncReport sync(CountingEmbedder embedder, ChunkSizes sizes) {
    return new Sync(place.home, Parsers.standard(), new CountingCleaning(), new StructureChunker(sizes),
        embedder,
        Workplace.CLOCK).run(List.of(new CountingSource(place.source())), SyncOptions.STANDARD,
            SyncListener.SILENT);
  }

  private void reset() {
    opened.set(0);
    cleaned.set(0);
  }

  /** Whatever is parsed is cleaned. */
  private final class CountingCleaning implements Cleaning {
    @Override
    public String version() {
      return cleaning;
    }

    @Override
    public Cleaned clean(Document document) {
      cleaned.incrementAndGet();
      return new Cleaned(document, new Treatment(Map.of("looked-at", 1)));
    }
  }

  private final class CountingSource extends RelayedSource {
    CountingSource(Source source) {
      super(source);
    }

    @Override
    public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
      Optional<Content> content = super.open(entry, known);
      content.ifPresent(_ -> opened.incrementAndGet());
      return content;
    }
  }
}
