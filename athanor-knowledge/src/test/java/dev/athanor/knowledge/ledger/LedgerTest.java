package dev.athanor.knowledge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.Block;
import dev.athanor.document.Attributes;
import dev.athanor.document.Document;
import dev.athanor.document.clean.Treatment;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.SourceId;
import dev.athanor.store.sqlite.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final SourceId SOURCE = new SourceId("docs");
  private static final Versions VERSIONS = new Versions("text-1", "none", "structure-1", "model-1");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir
  Path folder;

  @Test
  void a_document_comes_back_as_it_was_recorded() {
    ChunkedDocument document = document("Größe/👩‍👩‍👧.txt", 40);
    Map<String, float[]> vectors = vectors(document);
    try (Ledger ledger = open()) {
      ledger.keep("model-1", vectors);
      ledger.record(SOURCE, List.of(new LedgerDocument(document, provenance("a"), Treatment.NONE)));
    }
    try (Ledger ledger = open()) {
      StoredDocument stored = ledger.load(document.document().id(), "model-1").orElseThrow();

      assertThat(stored.document().chunks()).isEqualTo(document.chunks()).hasSizeGreaterThan(2);
      assertThat(stored.document().sections()).isEqualTo(document.sections());
      assertThat(stored.document().document().text()).isEqualTo(document.document().text());
      assertThat(stored.document().document().metadata()).isEqualTo(document.document().metadata());
      for (int i = 0; i < stored.vectors().size(); i++) {
        assertThat(stored.vectors().get(i))
            .containsExactly(vectors.get(document.chunks().get(i).passageHash()));
      }
      assertThat(ledger.entries(SOURCE)).containsOnlyKeys(document.document().id());
      assertThat(ledger.entries().getFirst().outcome())
          .isEqualTo(new Outcome.Indexed(document.document().version(),
              document.chunks().size(), provenance("a")));
      assertThat(ledger.load(document.document().id(), "model-2")).isEmpty();
      assertThat(ledger.load(document.document().id())).isPresent();
    }
  }

  @Test
  void a_document_is_pending_until_a_snapshot_has_it_and_leaving_until_one_has_it_no_more() {
    ChunkedDocument document = document("a.txt", 10);
    DocumentId id = document.document().id();
    try (Ledger ledger = open()) {
      ledger.keep("model-1", vectors(document));
      ledger.record(SOURCE, List.of(new LedgerDocument(document, provenance("a"), Treatment.NONE)));
      assertThat(ledger.pending()).containsExactly(id);

      LedgerSnapshot first = ledger.settle("s1-00000000", 1, "model-1");
      assertThat(first)
          .isEqualTo(new LedgerSnapshot("s1-00000000", 1, "model-1", 1, document.chunks().size()));
      assertThat(ledger.pending()).isEmpty();

      ledger.remove(List.of(id));
      assertThat(ledger.entries()).isEmpty();
      assertThat(ledger.leaving()).containsExactly(id);
      assertThat(ledger.load(id)).isPresent();

      ledger.settle("s2-00000000", 2, "model-1");
      assertThat(ledger.leaving()).isEmpty();
      assertThat(ledger.load(id)).isEmpty();
      assertThat(ledger.vectors("model-1", vectors(document).keySet())).isEmpty();
      assertThat(ledger.snapshots()).extracting(LedgerSnapshot::name).containsExactly("s2-00000000",
          "s1-00000000");
    }
  }

  @Test
  void a_failure_keeps_what_was_indexed_and_is_forgotten_when_the_document_is_well_again() {
    ChunkedDocument document = document("a.txt", 10);
    DocumentId id = document.document().id();
    try (Ledger ledger = open()) {
      ledger.keep("model-1", vectors(document));
      ledger.record(SOURCE, List.of(new LedgerDocument(document, provenance("a"), Treatment.NONE)));
      ledger.recordFailure(SOURCE, id, "broken");
      ledger.recordFailure(SOURCE, new DocumentId("b.txt"), "empty");

      assertThat(ledger.entries()).extracting(LedgerEntry::outcome)
          .satisfiesExactly(outcome -> assertThat(outcome)
              .isInstanceOfSatisfying(Outcome.Outdated.class,
                  outdated -> assertThat(outdated.reason()).isEqualTo("broken")),
              outcome -> assertThat(outcome).isEqualTo(new Outcome.Failed("empty")));

      ledger.recordUnchanged(Map.of(id, provenance("a")));
      assertThat(ledger.entries().getFirst().outcome()).isInstanceOf(Outcome.Indexed.class);

      ledger.remove(List.of(new DocumentId("b.txt")));
      assertThat(ledger.entries()).hasSize(1);
      assertThat(ledger.leaving()).isEmpty();
    }
  }

  @Test
  void a_vector_that_two_documents_share_stays_while_one_of_them_needs_it() {
    ChunkedDocument one = document("one.txt", 5);
    ChunkedDocument two = document("two.txt", 5);
    try (Ledger ledger = open()) {
      ledger.keep("model-1", vectors(one));
      ledger.record(SOURCE,
          List.of(new LedgerDocument(one, provenance("a"), Treatment.NONE),
              new LedgerDocument(two, provenance("a"), Treatment.NONE)));
      ledger.settle("s1-00000000", 1, "model-1");
      ledger.remove(List.of(one.document().id()));
      ledger.settle("s2-00000000", 2, "model-1");

      assertThat(ledger.load(two.document().id(), "model-1")).isPresent();
    }
  }

  @Test
  void a_full_disk_is_named_and_nothing_is_half_written() {
    List<LedgerDocument> documents = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      documents.add(new LedgerDocument(document(i + ".txt", 200), provenance("a"), Treatment.NONE));
    }
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.db"), Settings.DURABLE.mostPages(100), CLOCK)) {
      ledger.record(SOURCE, documents.subList(0, 1));

      assertThatThrownBy(() -> ledger.record(SOURCE, documents)).isInstanceOf(AthanorException.class)
          .hasMessageContaining("no room left");
      assertThat(ledger.entries()).hasSize(1);
    }
  }

  private Ledger open() {
    return Ledger.open(folder.resolve("ledger.db"), CLOCK);
  }

  private static Provenance provenance(String hash) {
    return new Provenance(URI.create("file:///docs/a.txt"), hash, new Fingerprint("1:2:3"), Attributes.NONE,
        VERSIONS);
  }

  private static ChunkedDocument document(String name, int sentences) {
    StringBuilder text = new StringBuilder("👩‍👩‍👧 ");
    for (int i = 0; i < sentences; i++) {
      text.append("Sentence number ").append(i).append(" is about an even heat in every room of the house. ");
    }
    Document document = Document.of(new DocumentId(name), "Even heat", "text/plain", text.toString(), List.of(
        new Block.Paragraph(new Span(0, text.length()))), Map.of("encoding", "UTF-8"));
    return new StructureChunker(ChunkSizes.STANDARD).chunk(document);
  }

  private static Map<String, float[]> vectors(ChunkedDocument document) {
    Map<String, float[]> vectors = new HashMap<>();
    for (Chunk chunk : document.chunks()) {
      vectors.put(chunk.passageHash(), new float[]{chunk.ordinal(), -0.5f, Float.MIN_VALUE});
    }
    return vectors;
  }
}
