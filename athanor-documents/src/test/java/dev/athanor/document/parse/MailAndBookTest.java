package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import org.junit.jupiter.api.Test;

class MailAndBookTest {

  @Test
  void a_mail_has_its_letterhead_its_plain_form_and_the_names_of_what_is_attached() {
    Document document = ParsedBlocks.document("a.eml", """
        From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
        To: Ada <ada@example.org>
        Subject: =?utf-8?b?V8Okcm1l?=
        Date: Mon, 6 May 2024 10:00:00 +0200
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        The furnace is hei=DF today.

        > How is it?

        --inner
        Content-Type: text/html

        <p>The furnace is hot today.</p>
        --inner--
        --outer
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.pdf"

        %PDF-
        --outer--
        """.replace("\n", "\r\n"));

    assertThat(document.title()).isEqualTo("Wärme");
    assertThat(document.mediaType()).isEqualTo("message/rfc822");
    assertThat(document.metadata()).containsEntry("from", "Jürgen <j@example.org>").containsEntry("date",
        "2024-05-06T08:00:00Z").containsEntry("attachments", "plan.pdf").containsEntry("message-id",
            "<1@example.org>");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 Wärme",
        "p From: Jürgen <j@example.org>\nTo: Ada <ada@example.org>\nDate: Mon, 6 May 2024 10:00:00 +0200",
        "p The furnace is heiß today.", "p > How is it?", "p Attachments:", "item0 - plan.pdf");
  }

  @Test
  void a_draft_without_sender_and_date_is_a_mail() {
    Document document = ParsedBlocks.document("a.eml", """
        Subject: Oil for the lathe
        Message-ID: <2@example.org>

        It needs oil once a week.
        """);

    assertThat(document.title()).isEqualTo("Oil for the lathe");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 Oil for the lathe",
        "p It needs oil once a week.");
  }

  @Test
  void the_plain_form_gives_way_where_it_is_only_an_excuse() {
    Document document = ParsedBlocks.document("a.eml", """
        From: a@example.org
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain

        See HTML.
        --b
        Content-Type: text/html; charset=utf-8

        <h2>News</h2><table><tr><td>coal</td><td>3</td></tr></table><p>Prices rise, and rise, and rise.</p>
        --b--
        """);

    assertThat(ParsedBlocks.of(document)).containsExactly("p From: a@example.org", "h2 News", "table coal|3",
        "p Prices rise, and rise, and rise.");
  }

  @Test
  void what_is_no_mail_is_named() {
    assertThat(ParsedBlocks.failure("a.eml", "Only text.\n"))
        .isEqualTo("the file is named like a mail but does"
            + " not start like one (a line such as From: or Date:); give it its right extension or exclude it");
  }

  @Test
  void a_book_is_read_in_the_order_of_its_spine_and_without_its_contents_page() throws Exception {
    byte[] file =
        TestArchives.epub("<html><head><title/></head><body><h1>One</h1><p>First<a id=\"x\"/> page.</p>"
            + "</body></html>", "<html><body><h1>Two</h1><p>Second.</p></body></html>");

    Document document = ParsedBlocks.document("a.epub", file);

    assertThat(document.title()).isEqualTo("Even heat");
    assertThat(document.metadata()).containsEntry("author", "A. Smith");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 One", "p First page.", "h1 Two", "p Second.");
  }
}
