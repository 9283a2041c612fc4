package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModifiedTest {
  private static final Instant OLD = Instant.parse("2024-05-01T08:00:00Z");
  private static final Instant NEW = Instant.parse("2026-02-01T08:00:00Z");

  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  private Path folder;

  private Workplace place() {
    return new Workplace(folder);
  }

  private void touch(String name, Instant at) throws IOException {
    Files.setLastModifiedTime(place().docs.resolve(name), FileTime.from(at));
  }

  private Map<String, String> metadata(String name) {
    try (var ledger = place().ledger()) {
      return ledger.load(new DocumentId(name)).orElseThrow().document().metadata();
    }
  }

  @Test
  void a_file_is_as_old_as_its_content_and_touching_it_changes_nothing() throws IOException {
    Workplace place = place();
    place.write("a.md", article("coal"));
    touch("a.md", OLD);
    place.sync(embedder);
    assertThat(metadata("a.md")).containsEntry("modified", "2024-05-01T08:00:00Z");
    Map<String, String> indexed = place.indexed();

    touch("a.md", NEW);
    SyncReport touched = place.sync(embedder);

    assertThat(touched).extracting(SyncReport::unchanged, SyncReport::changed, SyncReport::redone)
        .containsExactly(1, 0, Map.of());
    assertThat(metadata("a.md")).containsEntry("modified", "2024-05-01T08:00:00Z");
    assertThat(place.indexed()).isEqualTo(indexed);

    place.write("a.md", article("ore"));
    touch("a.md", NEW);
    assertThat(place.sync(embedder).changed()).isEqualTo(1);
    assertThat(metadata("a.md")).containsEntry("modified", "2026-02-01T08:00:00Z");
  }

  @Test
  void the_date_of_a_file_is_no_part_of_the_version_that_a_citation_names() throws IOException {
    Workplace place = place();
    place.write("a.md", article("coal"));
    touch("a.md", OLD);
    place.sync(embedder);
    String version = place.indexed().get("a.md");

    touch("a.md", NEW);
    Workplace anew = new Workplace(folder.resolve("anew")).reading(place.docs, place.sizes);

    assertThat(anew.indexed()).containsEntry("a.md", version);
  }

  @Test
  void what_a_document_says_itself_counts_more_and_a_date_that_stands_for_none_is_none() throws IOException {
    Workplace place = place();
    place.write("said.md", "---\nmodified: 2025-03-04\n---\n\n" + article("coal"));
    place.write("none.md", article("ore"));
    touch("said.md", NEW);
    touch("none.md", Instant.EPOCH);

    place.sync(embedder);

    assertThat(metadata("said.md")).containsEntry("modified", "2025-03-04");
    assertThat(metadata("none.md")).doesNotContainKey("modified");
  }
}
