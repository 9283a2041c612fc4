package dev.athanor.knowledge.index.lucene;

import static dev.athanor.knowledge.index.TestKnowledge.commit;
import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.KnowledgeIndexContract;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends KnowledgeIndexContract {
  private final WordsEmbedder embedder = new WordsEmbedder();

  @TempDir
  private Path places;
  private Path folder;
  private KnowledgeIndex index;

  @Override
  protected KnowledgeIndex open(String place) {
    return LuceneIndex.open(places.resolve(place));
  }

  @BeforeEach
  void openAFolder() {
    folder = places.resolve("files");
    index = LuceneIndex.open(folder);
  }

  @AfterEach
  void closeTheFolder() {
    index.close();
  }

  @Test
  void what_another_one_commits_or_builds_anew_is_the_newest_at_once() {
    assertThat(index.newest()).isEmpty();
    try (KnowledgeIndex other = LuceneIndex.open(folder)) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 2; j++) {
          SnapshotInfo committed = commit(other, embedder, document("a", "A " + i + j, "The furnace."));
          assertThat(index.newest()).contains(committed);
          assertThat(index.newest()).contains(committed);
        }
        other.erase();
        assertThat(index.newest()).isEmpty();
      }
    }
  }

  @Test
  void a_file_cut_short_is_named_as_a_corrupt_index_and_erasing_makes_it_usable_again() throws IOException {
    SnapshotName name = commit(index, embedder, document("a", "A", "The furnace. ".repeat(50))).name();
    index.close();
    for (Path file : files()) {
      if (!file.getFileName().toString().startsWith("segments") && Files.size(file) > 20) {
        try (var damaged = new RandomAccessFile(file.toFile(), "rw")) {
          damaged.setLength(damaged.length() / 2);
        }
      }
    }
    index = LuceneIndex.open(folder);
    assertThatThrownBy(() -> index.snapshot(name, Principals.ANYBODY))
        .isInstanceOfSatisfying(AthanorException.class,
            e -> assertThat(e.code()).isEqualTo("index-corrupt"))
        .hasMessageContaining("build it again with: athanor sync --rebuild (your documents are not touched");
    index.erase();
    assertThat(index.newest()).isEmpty();
    commit(index, embedder, document("a", "A", "The furnace."));
    assertThat(index.newest()).isPresent();
  }

  @Test
  void a_corrupt_list_of_segments_is_named_too() throws IOException {
    commit(index, embedder, document("a", "A", "The furnace."));
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith("segments")) {
        Files.write(file, "not an index at all".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThatThrownBy(() -> index.newest()).hasMessageContaining(
        "is corrupt or was written by another version");
    assertThatThrownBy(() -> index.begin(embedder.version())).hasMessageContaining("is corrupt");
  }

  @Test
  void what_is_left_of_an_index_when_it_was_erased_half_way_is_an_empty_one() throws IOException {
    commit(index, embedder, document("a", "A", "The furnace."));
    index.close();
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith("segments")) {
        Files.delete(file);
      }
    }
    index = LuceneIndex.open(folder);
    assertThat(index.newest()).isEmpty();
    SnapshotName name = commit(index, embedder, document("b", "B", "The bellows.")).name();
    try (Snapshot snapshot = index.snapshot(name, Principals.OPERATOR)) {
      snapshot.verify();
      assertThat(snapshot.documents()).hasSize(1);
    }
  }

  @Test
  void a_flipped_bit_is_found_by_verifying() throws IOException {
    SnapshotName name = commit(index, embedder, document("a", "A", "The furnace. ".repeat(50))).name();
    try (Snapshot snapshot = index.snapshot(name, Principals.ANYBODY)) {
      snapshot.verify();
    }
    index.close();
    for (Path file : files()) {
      if (file.getFileName().toString().endsWith(".cfs")) {
        try (var damaged = new RandomAccessFile(file.toFile(), "rw")) {
          damaged.seek(damaged.length() / 2);
          int value = damaged.read();
          damaged.seek(damaged.length() / 2);
          damaged.write(value ^ 1);
        }
      }
    }
    index = LuceneIndex.open(folder);
    assertThatThrownBy(() -> {
      try (Snapshot snapshot = index.snapshot(name, Principals.ANYBODY)) {
        snapshot.verify();
      }
    }).hasMessageContaining("is corrupt");
  }

  @Test
  void an_index_laid_out_by_another_version_is_neither_read_nor_written() throws IOException {
    SnapshotName name = commit(index, embedder, document("a", "A", "The furnace.")).name();
    try (var directory = FSDirectory.open(folder.resolve("lucene"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> data = new TreeMap<>();
      writer.getLiveCommitData().forEach(each -> data.put(each.getKey(), each.getValue()));
      data.remove(Lucene.LAYOUT);
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
    for (ThrowingCallable use : List.<ThrowingCallable>of(() -> index.snapshot(name, Principals.ANYBODY),
        () -> index.begin(embedder.version()))) {
      assertThatThrownBy(use)
          .hasMessageContaining("was written by another version of Athanor; build it again with:"
              + " athanor sync --rebuild");
    }
    index.erase();
    commit(index, embedder, document("a", "A", "The furnace."));
    index.snapshot(index.newest().orElseThrow().name(), Principals.ANYBODY).close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lucene"))) {
      return files.toList();
    }
  }
}
