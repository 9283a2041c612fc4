package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * Reads mails: the subject is the heading, who wrote to whom and when is the first paragraph, then comes the better of the
 * forms in which the mail has its body, what it quotes included, and the names of what is attached.
 */
final class MailParser implements Parser {

  private static final List<String> HEADERS = List.of("From", "To", "Cc", "Date");
  /** One of these is enough to be a mail: drafts and notes of servers have no sender. */
  private static final List<String> TELLING = List.of("From", "To", "Cc", "Date", "Subject", "Message-ID",
      "Received", "MIME-Version", "Return-Path", "Reply-To", "Sender", "Bcc");

  @Override
  public String version() {
    return "mail-2";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.EML);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    Message mail = builder.parseMessage(new ByteArrayInputStream(raw.bytes()));
    if (TELLING.stream().noneMatch(name -> MailBody.header(mail, name).isPresent())) {
      return Failures.notWhatItIsNamed("mail", "a line such as From: or Date:");
    }
    ExtractedText text = new ExtractedText();
    String subject = MailBody.header(mail, "Subject").orElse("");
    text.heading(1, subject);
    text.paragraph(letterhead(mail));
    MailBody body = new MailBody(text);
    body.add(mail);
    if (!body.attachments().isEmpty()) {
      text.paragraph("Attachments:");
      body.attachments().forEach(name -> text.item(0, "-", name));
    }
    return new ParseResult.Parsed(
        Document.of(raw.id(), subject.isEmpty() ? raw.id().stem() : subject, mediaType,
            text.text(), text.blocks(), metadata(mail, body.attachments())));
  }

  /** Who wrote to whom, and when. */
  static String letterhead(Entity mail) {
    StringBuilder lines = new StringBuilder();
    for (String name : HEADERS) {
      MailBody.header(mail, name).ifPresent(value -> lines.append(lines.isEmpty() ? "" : "\n").append(name)
          .append(": ").append(value));
    }
    return lines.toString();
  }

  private static Map<String, String> metadata(Message mail, List<String> attachments) {
    Map<String, String> metadata = new TreeMap<>();
    for (String name : List.of("from", "to", "cc", "message-id", "in-reply-to")) {
      MailBody.header(mail, name).ifPresent(value -> metadata.put(name, value));
    }
    Optional.ofNullable(mail.getDate()).map(date -> date.toInstant().toString()).ifPresent(date -> {
      metadata.put("date", date);
      metadata.put(Document.MODIFIED, date);
    });
    if (!attachments.isEmpty()) {
      metadata.put("attachments", String.join(", ", attachments));
    }
    return metadata;
  }
}
