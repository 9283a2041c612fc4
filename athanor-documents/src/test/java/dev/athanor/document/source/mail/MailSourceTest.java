package dev.athanor.document.source.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSourceTest extends SourceContract {
  private static final String SEPARATOR = "From ann@example.org Thu Jan  1 10:00:00 2026\n";
  private static final String WITH_ATTACHMENTS = """
      Message-ID: <plan@example.org>
      In-Reply-To: <root@example.org>
      From: Ann <ann@example.org>
      To: bob@example.org
      Date: Thu, 1 Jan 2026 10:00:00 +0100
      Subject: =?UTF-8?Q?Gr=C3=B6=C3=9Fe?=
      Content-Type: multipart/mixed; boundary=x

      --x
      Content-Type: text/plain

      See below.
      --x
      Content-Type: text/markdown; name=notes.md
      Content-Disposition: attachment; filename="../notes.md"

      # Notes
      --x
      Content-Type: image/png
      Content-Disposition: attachment; filename=picture.png

      x
      --x--
      """;

  @TempDir
  Path folder;

  private final Map<String, String> mails = new TreeMap<>();

  @Override
  protected Source source() {
    return source(Optional.of(Selection.of(List.of("*.md"))), 1_000_000);
  }

  private Source source(Optional<Selection> attachments, long maxBytes) {
    SourceId id = new SourceId("mail");
    Selection all = new Selection(List.of(), List.of(), Long.MAX_VALUE);
    return new MailSource(id, new FolderSource(id, folder, "", all, InstantSource.system()), "mail/",
        attachments, maxBytes);
  }

  private static String mail(String name, String text) {
    return "Message-ID: <" + name + "@example.org>\nSubject: A mail\n\n" + text + "\n";
  }

  @Override
  protected void put(String name, String text) throws IOException {
    mails.put(name, SEPARATOR + mail(name, text) + "\n");
    save();
  }

  @Override
  protected void remove(String name) throws IOException {
    mails.remove(name);
    save();
  }

  private void save() throws IOException {
    Files.writeString(folder.resolve("all.mbox"), String.join("", mails.values()));
  }

  @Override
  protected void breakListing() throws IOException {
    Files.writeString(folder.resolve("all.mbox"), "garbage\n");
  }

  @Override
  protected String id(String name) {
    return "mail/" + name + "@example.org";
  }

  private static List<String> ids(Listing listing) {
    return listing.entries().stream().map(entry -> entry.document().value()).toList();
  }

  @Test
  void a_quoted_separator_is_text_with_either_end_of_line() throws IOException {
    put("a", "one\n\n>From bob at 10:00\n>>From ann\n\nFrom then on");
    String windows =
        SEPARATOR + mail("w", "two\n\n>From bob at 10:00") + "\n" + SEPARATOR + mail("z", "three");
    Files.writeString(folder.resolve("windows"), windows.replace("\n", "\r\n"));

    assertThat(ids(source().list())).containsExactly(id("a"), id("w"), id("z"));
    assertThat(read(source(), "a").text())
        .isEqualTo(mail("a", "one\n\nFrom bob at 10:00\n>From ann\n\nFrom then on"));
    assertThat(read(source(), "w").text())
        .isEqualTo(mail("w", "two\n\nFrom bob at 10:00").replace("\n", "\r\n"));
  }

  @Test
  void what_is_attached_and_can_be_read_is_a_document_too() throws IOException {
    Files.writeString(folder.resolve("plan.eml"), WITH_ATTACHMENTS);

    assertThat(ids(source().list())).containsExactly(id("plan"), id("plan") + "/_.._notes.md");
    Read plan = read(source(), "plan");
    assertThat(plan.text()).isEqualTo(WITH_ATTACHMENTS);
    assertThat(plan.content().mediaType()).contains("message/rfc822");
    assertThat(plan.content().attributes().title()).contains("Größe");
    assertThat(plan.content().attributes().metadata()).containsExactlyInAnyOrderEntriesOf(Map.of("from",
        "Ann <ann@example.org>", "to", "bob@example.org", "date", "2026-01-01T09:00:00Z", "modified",
        "2026-01-01T09:00:00Z", "thread", "root@example.org", "attachments", "_.._notes.md, picture.png"));
    assertThat(ids(source(Optional.empty(), 1_000_000).list())).containsExactly(id("plan"));
  }

  @Test
  void the_same_message_counts_once_and_another_of_its_name_is_numbered() throws IOException {
    put("a", "first");
    Files.createDirectories(folder.resolve("cur"));
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(folder.resolve("cur/1:2,S"), mail("a", "first"));
    Files.writeString(folder.resolve("new/2"), mail("a", "other"));

    assertThat(ids(source().list())).containsExactly(id("a"), id("a") + "-2");
  }

  @Test
  void a_message_that_is_broken_or_too_large_is_a_named_failure_and_the_rest_goes_on() throws IOException {
    Files.writeString(folder.resolve("some.mbox"), SEPARATOR + "no header\n\n" + SEPARATOR
        + mail("large", "text\n".repeat(100)) + "\n" + SEPARATOR + mail("good", "fine"));

    Listing listing = source(Optional.empty(), 300).list();

    assertThat(ids(listing)).containsExactly(id("good"));
    assertThat(listing.failed()).containsExactlyInAnyOrderEntriesOf(Map.of(
        new DocumentId("mail/some.mbox:1"),
        "the message in line 1 cannot be read: it has no line such as From: or Date:, which every mail has",
        new DocumentId(id("large")),
        "the message in line 4 of some.mbox is larger than the 300 bytes that a document may have; raise"
            + " `maxFileSize` to read it"));
    assertThat(listing.gaps())
        .containsExactly("some.mbox: 1 message could not be read, so that no document is"
            + " taken for deleted; mend the lines that are named");
  }
}
