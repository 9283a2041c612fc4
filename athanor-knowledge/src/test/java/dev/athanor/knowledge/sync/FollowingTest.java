package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.AccessRule;
import dev.athanor.document.source.Attributed;
import dev.athanor.document.source.Glob;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index beside the first one says what that says. */
class FollowingTest {
  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  private Path folder;

  private Workplace place;
  private Path beside;

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder);
    beside = folder.resolve("beside");
  }

  @Test
  void a_document_that_says_again_what_it_said_is_as_old_as_it_is_in_the_first_index() throws IOException {
    writeCoal("2024-05-01T08:00:00Z");
    place.sync(embedder);
    follow();
    place.write("a.md", article("ore"));
    place.sync(embedder);
    writeCoal("2026-02-01T08:00:00Z");
    place.sync(embedder);

    follow();

    try (Ledger ledger = Ledger.open(Sync.ledgerFile(beside), Workplace.CLOCK)) {
      assertThat(ledger.load(new DocumentId("a.md")).orElseThrow().document().metadata()).containsEntry(
          "modified", "2026-02-01T08:00:00Z");
    }
    String snapshot = follow().snapshot();
    assertThat(follow().snapshot()).as("nothing is written again").isEqualTo(snapshot);
  }

  @Test
  void a_document_whose_structure_was_not_kept_is_hidden_here_too_from_those_who_may_not_read_it_any_more()
      throws SQLException {
    place.write("a.md", article("coal"));
    place.sync(embedder);
    follow();
    var rule = new AccessRule(Glob.of("a.md"), new Readers(Set.of("hr")));
    place.sync(embedder, Checkpoint.NONE).run(
        List.of(new Attributed(place.source(), "", Map.of(), List.of(rule), Optional.empty())),
        SyncOptions.STANDARD, SyncListener.SILENT);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + Sync.ledgerFile(place.home));
        var forget = connection.createStatement()) {
      forget.executeUpdate("update content set blocks = null");
    }

    assertThat(follow().failed()).hasSize(1);

    try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(beside));
        Snapshot anybodys = index.snapshot(index.newest().orElseThrow().name(), Principals.ANYBODY);
        Snapshot hrs = index.snapshot(index.newest().orElseThrow().name(), Principals.of(Set.of("hr")))) {
      assertThat(anybodys.documents()).isEmpty();
      assertThat(hrs.documents()).hasSize(1);
    }
  }

  private void writeCoal(String modified) throws IOException {
    place.write("a.md", article("coal"));
    Files.setLastModifiedTime(place.docs.resolve("a.md"), FileTime.from(Instant.parse(modified)));
  }

  private SyncReport follow() {
    return new Following(place.home, beside, new StructureChunker(new ChunkSizes(100, 600)), embedder,
        Workplace.CLOCK, () -> LuceneIndex.open(Sync.indexFolder(beside)))
        .run(SyncOptions.STANDARD, SyncListener.SILENT);
  }
}
