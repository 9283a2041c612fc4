package dev.athanor.document.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.document.DocumentId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

  private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofHours(
      1));
  private static final Selection MARKDOWN = Selection.of(List.of("**/*.md"));

  @TempDir
  Path folder;

  @Test
  void documents_are_listed_by_path_in_a_fixed_order() throws IOException {
    write("b.md", "sub/ä ö/Größe 1.md", "a.md", "sub/z.md");

    assertThat(documents(MARKDOWN)).containsExactly("a.md", "b.md", "sub/z.md", "sub/ä ö/Größe 1.md");
  }

  @Test
  void what_is_hidden_excluded_or_not_included_is_no_document() throws IOException {
    write("a.md", ".hidden.md", ".athanor/knowledge/x.md", ".git/x.md", "drafts/x.md", "image.PNG",
        "other.png",
        "LICENSE");

    Listing listing = source(MARKDOWN.except(List.of("drafts/"))).list();

    assertThat(listing.entries()).extracting(Entry::document).containsExactly(new DocumentId("a.md"));
    assertThat(listing.passedOver()).isEqualTo(Map.of(".png", 2, "no extension", 1));
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void a_link_is_followed_and_a_loop_of_links_ends() throws IOException {
    write("a.md", "sub/b.md");
    Files.createSymbolicLink(folder.resolve("sub/up"), folder);
    Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("sub"));

    Listing listing = source(MARKDOWN).list();

    assertThat(listing.isComplete()).isTrue();
    assertThat(listing.entries()).extracting(entry -> entry.document().value()).contains("a.md", "sub/b.md",
        "linked/b.md");
  }

  @Test
  void a_link_to_nothing_makes_the_listing_incomplete() throws IOException {
    write("a.md");
    Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nowhere"));

    Listing listing = source(MARKDOWN).list();

    assertThat(listing.gaps()).containsExactly(
        "gone: the link points to nothing that can be read; mend it, remove it or exclude it");
    assertThat(listing.isComplete()).isFalse();
    assertThat(source(MARKDOWN.except(List.of("gone"))).list().isComplete()).isTrue();
  }

  @Test
  void a_folder_that_cannot_be_read_makes_the_listing_incomplete() {
    FolderWalk walk = new FolderWalk(folder, "", MARKDOWN);
    walk.visitFileFailed(folder.resolve("secret"), new AccessDeniedException("secret"));
    walk.postVisitDirectory(folder.resolve("flaky"), new IOException("Stale file handle"));

    assertThat(walk.listing().gaps()).containsExactly(
        "flaky/: could not be listed to its end (Stale file handle); sync again",
        "secret: cannot be read (access denied); make it readable or exclude it");
  }

  @Test
  void a_file_above_the_limit_is_a_named_failure_and_is_not_read() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("huge.md").toFile(), "rw")) {
      file.setLength(500_000_000);
    }

    Listing listing = source(MARKDOWN).list();

    assertThat(listing.entries()).isEmpty();
    assertThat(listing.failed()).isEqualTo(Map.of(new DocumentId("huge.md"),
        "the file has 500 MB, more than the"
            + " 100 MB that a document may have; split it, exclude it, or raise the limit"));
  }

  @Test
  void a_decomposed_name_gets_the_composed_id_and_is_still_opened() throws IOException {
    String decomposed = Normalizer.normalize("Größe.md", Normalizer.Form.NFD);
    Files.writeString(folder.resolve(decomposed), "large");

    FolderSource source = source(MARKDOWN);
    Entry entry = source.list().entries().getFirst();

    assertThat(entry.document().value()).isEqualTo("Größe.md");
    try (var content = source.open(entry, Optional.empty()).orElseThrow()) {
      assertThat(content.stream()).hasContent("large");
    }
  }

  @Test
  void two_names_that_differ_only_in_normal_form_are_a_named_failure() throws IOException {
    Files.writeString(folder.resolve(Normalizer.normalize("ä.md", Normalizer.Form.NFD)), "1");
    Files.writeString(folder.resolve(Normalizer.normalize("ä.md", Normalizer.Form.NFC)), "2");

    Listing listing = source(MARKDOWN).list();

    assertThat(listing.entries()).isEmpty();
    assertThat(listing.failed().get(new DocumentId("ä.md"))).contains("two files of this name");
  }

  @Test
  void the_mount_comes_before_every_id() throws IOException {
    write("a.md");

    FolderSource source = new FolderSource(new SourceId("docs"), folder, "docs/", MARKDOWN, LATER);

    assertThat(source.list().entries()).extracting(entry -> entry.document().value()).containsExactly(
        "docs/a.md");
  }

  @Test
  void a_missing_folder_and_a_file_instead_of_a_folder_are_named_with_the_next_step() throws IOException {
    write("a.md");
    Path missing = folder.resolve("missing");
    Path file = folder.resolve("a.md");

    assertThatThrownBy(() -> new FolderSource(new SourceId("docs"), missing, "", MARKDOWN, LATER).list())
        .isInstanceOf(AthanorException.class).hasMessage("The folder " + missing
            + " of source \"docs\" does not exist."
            + " Create it, or name another one in athanor.yaml. Nothing was changed.");
    assertThatThrownBy(() -> new FolderSource(new SourceId("docs"), file, "", MARKDOWN, LATER).list())
        .isInstanceOf(AthanorException.class).hasMessageContaining("is a file, but a folder was expected");
  }

  @Test
  void the_fingerprint_changes_with_the_content_even_if_size_and_modification_time_are_put_back()
      throws Exception {
    write("a.md");
    Path file = folder.resolve("a.md");
    var time = Files.getLastModifiedTime(file);
    FolderSource source = source(MARKDOWN);
    Entry entry = source.list().entries().getFirst();
    var before = fingerprint(source, entry);
    assertThat(before).isPresent();
    assertThat(source.open(entry, before)).isEmpty();

    var after = before;
    while (after.equals(before)) {
      Files.writeString(file, "CONTENT");
      Files.setLastModifiedTime(file, time);
      after = fingerprint(source, entry);
    }

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
  }

  @Test
  void a_file_changed_just_now_has_no_fingerprint_yet() throws IOException {
    write("a.md");
    FolderSource source = new FolderSource(new SourceId("docs"), folder, "", MARKDOWN, Instant::now);

    assertThat(fingerprint(source, source.list().entries().getFirst())).isEmpty();
  }

  private static Optional<Fingerprint> fingerprint(FolderSource source, Entry entry) throws IOException {
    try (var content = source.open(entry, Optional.empty()).orElseThrow()) {
      return content.fingerprint();
    }
  }

  private List<String> documents(Selection selection) {
    return source(selection).list().entries().stream().map(entry -> entry.document().value()).toList();
  }

  private FolderSource source(Selection selection) {
    return new FolderSource(new SourceId("docs"), folder, "", selection, LATER);
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content");
    }
  }
}
