package dev.athanor.document.source.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceTest extends SourceContract {
  @TempDir
  Path folder;

  private final Map<String, String> members = new TreeMap<>();

  @Override
  protected Source source() {
    return source(new ArchiveLimits(2_000_000, 10_000_000, 100, 50));
  }

  private Source source(ArchiveLimits limits) {
    SourceId id = new SourceId("old");
    Selection archives =
        new Selection(Selection.of(List.of("*.zip", "*.tar", "*.tar.gz")).include(), List.of(),
            Long.MAX_VALUE);
    return new ArchiveSource(id, new FolderSource(id, folder, "", archives, later()), "old/",
        Selection.of(
            List.of("**/*.md")),
        limits, KeptFile.in(folder.resolve(".kept/members.json")));
  }

  /** Later than any change of a file, so that none is too recent to tell. */
  private static InstantSource later() {
    return InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
  }

  @Test
  void an_archive_whose_file_has_not_changed_is_listed_and_known_without_being_unpacked() throws Exception {
    put("a", "first");
    put("b", "second");
    zip("broken.zip", Map.of("../c.md", "third", "picture.png", "x"));
    Source first = source();
    Listing before = first.list();
    Fingerprint known = read(first, "a").fingerprint();
    spoilKeepingItsTimes(folder.resolve("all.zip"));

    Source second = source();
    Listing again = second.list();

    assertThat(again).isEqualTo(before);
    assertThat(again.failed()).hasSize(1);
    assertThat(again.passedOver()).containsEntry(".png", 1);
    assertThat(second.open(entry(second, "a"), Optional.of(known))).isEmpty();
  }

  /** The kept file is made to say that the spoilt archive is the one that was read. */
  private void spoilKeepingItsTimes(Path archive) throws IOException {
    Path kept = folder.resolve(".kept/members.json");
    FolderSource files =
        new FolderSource(new SourceId("old"), folder, "", Selection.of(List.of("*.zip")), later());
    Entry entry = files.list().entries().getFirst();
    String before = fingerprint(files, entry);
    Files.write(archive, new byte[100]);
    String text = Files.readString(kept);
    assertThat(text).contains(before);
    Files.writeString(kept, text.replace(before, fingerprint(files, entry)));
  }

  private static String fingerprint(FolderSource files, Entry entry) throws IOException {
    try (Content content = files.open(entry, Optional.empty()).orElseThrow()) {
      return content.fingerprint().orElseThrow().value();
    }
  }

  @Test
  void a_document_of_an_unchanged_archive_that_has_to_be_read_is_unpacked_then() throws Exception {
    put("a", "first");
    put("b", "second");
    source().list();

    Source source = source();
    source.list();

    assertThat(read(source, "a").text()).isEqualTo("first");
    assertThat(read(source, "b").text()).isEqualTo("second");
    Source unlisted = source();
    Entry entry = entry(source, "b");
    assertThat(unlisted.open(entry, Optional.empty()).orElseThrow().stream()).hasContent("second");
  }

  @Test
  void an_archive_that_changes_and_one_of_other_settings_are_read_anew() throws Exception {
    put("a", "first");
    source().list();
    put("a", "changed");
    assertThat(read(source(), "a").text()).isEqualTo("changed");

    Listing fewer = source(new ArchiveLimits(3, 10_000_000, 100, 50)).list();

    assertThat(fewer.entries()).isEmpty();
    assertThat(fewer.failed()).hasSize(1);
  }

  @Override
  protected void put(String name, String text) throws IOException {
    members.put(name + ".md", text);
    zip("all.zip", members);
  }

  @Override
  protected void remove(String name) throws IOException {
    members.remove(name + ".md");
    zip("all.zip", members);
  }

  @Override
  protected void breakListing() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("all.zip"));
    Files.write(folder.resolve("all.zip"), Arrays.copyOf(whole, whole.length / 2));
  }

  @Override
  protected String id(String name) {
    return "old/all.zip/" + name + ".md";
  }

  private void zip(String name, Map<String, String> content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (Map.Entry<String, String> member : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  private void tar(OutputStream out, Map<String, String> content) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, String> member : content.entrySet()) {
        byte[] bytes = member.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
  }

  @Test
  void tar_archives_are_read_packed_or_not() throws Exception {
    tar(Files.newOutputStream(folder.resolve("a.tar")), Map.of("docs/a.md", "first", "picture.png", "x"));
    tar(new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.tar.gz"))), Map.of("b.md", "second"));

    Source source = source();
    Listing listing = source.list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly(
        "old/a.tar/docs/a.md",
        "old/b.tar.gz/b.md");
    assertThat(listing.passedOver()).containsEntry(".png", 1);
    assertThat(source.open(listing.entries().getLast(), Optional.empty()).orElseThrow().stream()).hasContent(
        "second");
  }

  @Test
  void hidden_members_are_no_documents_as_hidden_files_are_none() throws Exception {
    Map<String, String> some = Map.of("./ok.md", "shown", "__MACOSX/._ok.md", "x", ".hidden/x.md", "x",
        "a/.b/c.md", "x", ".x.png", "x", "a\\.b\\d.md", "x", "a.b/..c.md", "x", "a.b/c.md", "shown");
    zip("z.zip", some);
    tar(Files.newOutputStream(folder.resolve("z.tar")), some);

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly(
        "old/z.tar/./ok.md", "old/z.tar/a.b/c.md", "old/z.zip/./ok.md", "old/z.zip/a.b/c.md");
    assertThat(listing.passedOver()).as("what is hidden is not counted").isEmpty();
    assertThat(listing.failed()).isEmpty();
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void what_was_kept_when_hidden_members_were_documents_is_forgotten() throws Exception {
    put("a", "first");
    members.put(".b.md", "hidden");
    zip("all.zip", members);
    source().list();
    Path kept = folder.resolve(".kept/members.json");
    Files.writeString(kept, Files.readString(kept).replace(" without hidden members", "")
        .replace("\"name\":\"a.md\"", "\"name\":\".b.md\""));

    assertThat(source().list().entries()).extracting(entry -> entry.document().value())
        .containsExactly(id("a"));
  }

  @Test
  void a_member_that_leads_out_of_its_archive_is_a_named_failure_and_nothing_is_written() throws Exception {
    Map<String, String> hostile = Map.of("../escape.md", "x", "/etc/escape.md", "x", "a/../../escape.md", "x",
        "C:\\escape.md", "x", "good.md", "good");
    zip("z.zip", hostile);
    tar(Files.newOutputStream(folder.resolve("z.tar")), hostile);

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly(
        "old/z.tar/good.md",
        "old/z.zip/good.md");
    assertThat(listing.failed()).hasSize(8)
        .allSatisfy((document, reason) -> assertThat(reason).isEqualTo("its name leads"
            + " out of the archive; nothing is read from such a member: pack it again with relative names, or exclude it"));
    try (Stream<Path> files = Files.walk(folder.getParent())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith("escape.md"));
    }
  }

  @Test
  void a_bomb_ends_at_its_limit_and_the_other_archives_are_read() throws Exception {
    put("a", "first");
    zip("bomb.zip", Map.of("big.md", "0".repeat(30_000_000), "small.md", "x"));
    tar(new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.tar.gz"))),
        Map.of("big.md", "0".repeat(
            30_000_000)));

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).contains(id("a"));
    assertThat(listing.entries()).noneMatch(entry -> entry.document().value().endsWith("big.md"));
    assertThat(listing.gaps()).anyMatch(gap -> gap
        .startsWith("bomb.tar.gz: could not be read to its end, so that no"
            + " document is taken for deleted: it unpacks to more than the ")
        && gap.endsWith("(a zip bomb?)"));
    assertThat(listing.gaps().size() + listing.failed().size()).as("the zip as well")
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_member_that_is_too_long_alone_fails_alone() throws Exception {
    put("a", "first");
    members.put("long.md", "many words ".repeat(200));
    zip("all.zip", members);

    Listing listing = source(new ArchiveLimits(1000, 10_000_000, 100, 50)).list();

    assertThat(listing.entries()).hasSize(1);
    assertThat(listing.failed()).containsExactly(Map.entry(new DocumentId(id("long")),
        "it has more bytes than a document may have; split it, exclude it, or raise the limit"));
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void a_member_with_a_false_size_or_encrypted_is_a_named_failure_and_the_rest_goes_on() throws Exception {
    put("a", "first");
    put("b", "second");
    byte[] zip = Files.readAllBytes(folder.resolve("all.zip"));
    int directory = find(zip, new byte[]{'P', 'K', 1, 2}, 0);
    zip[directory + 24] = 99;
    int second = find(zip, new byte[]{'P', 'K', 1, 2}, directory + 4);
    zip[second + 8] |= 1;
    Files.write(folder.resolve("all.zip"), zip);
    zip("other.zip", Map.of("c.md", "third"));

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value())
        .containsExactly("old/other.zip/c.md");
    assertThat(listing.failed()).containsEntry(new DocumentId(id("a")),
        "it has 5 bytes, but the archive says 99; pack it again or exclude it")
        .containsEntry(new DocumentId(id("b")),
            "it is encrypted; unpack it, or pack it again without a password");
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int at = from; at < in.length - what.length; at++) {
      if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void an_archive_with_too_many_members_is_incomplete() throws Exception {
    for (int at = 0; at < 60; at++) {
      members.put(at + ".md", "x");
    }
    zip("all.zip", members);

    assertThat(source().list().gaps())
        .containsExactly("all.zip: could not be read to its end, so that no document is taken"
            + " for deleted: it has more than the 50 members that an archive may have");
  }

  @Test
  void what_is_no_archive_is_named() throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("no archive at all".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("x.zip"), text.toByteArray());
    Files.write(folder.resolve("y.tar.gz"), text.toByteArray());

    assertThat(source().list().gaps()).hasSize(2)
        .allMatch(gap -> gap.contains("could not be read to its end"));
  }
}
