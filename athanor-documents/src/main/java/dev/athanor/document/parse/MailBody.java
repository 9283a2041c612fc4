package dev.athanor.document.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.jsoup.Jsoup;

/** Writes what a mail says. */
final class MailBody {

  private static final int DEEPEST = 20;
  /** Where the plain form has less than this share of the other's words, it is only an excuse. */
  private static final double EXCUSE = 0.6;

  private final ExtractedText text;
  private final List<String> attachments = new ArrayList<>();

  MailBody(ExtractedText text) {
    this.text = text;
  }

  /** The names of what is attached, as far as it was written. */
  List<String> attachments() {
    return List.copyOf(attachments);
  }

  void add(Message mail) throws IOException {
    add(mail, 0);
  }

  private void add(Entity entity, int depth) throws IOException {
    Body body = entity.getBody();
    if (depth > DEEPEST || body == null) {
      return;
    }
    if (body instanceof Multipart parts) {
      addParts(entity, parts, depth);
    } else if (body instanceof Message forwarded) {
      text.paragraph(header(forwarded, "Subject").map(subject -> "Subject: " + subject + "\n").orElse("")
          + MailParser.letterhead(forwarded));
      add(forwarded, depth + 1);
    } else if (isAttached(entity)) {
      attachments.add(Optional.ofNullable(entity.getFilename()).map(MailBody::decoded).orElse("unnamed "
          + entity.getMimeType()));
    } else if (body instanceof SingleBody single) {
      write(content(entity, single), entity.getMimeType().equals("text/html"));
    }
  }

  private void addParts(Entity entity, Multipart parts, int depth) throws IOException {
    switch (entity.getMimeType()) {
      case "multipart/alternative" -> {
        Optional<Entity> better = better(parts.getBodyParts());
        if (better.isPresent()) {
          add(better.get(), depth + 1);
        }
      }
      case "multipart/signed" -> add(parts.getBodyParts().getFirst(), depth + 1);
      default -> {
        for (Entity part : parts.getBodyParts()) {
          add(part, depth + 1);
        }
      }
    }
  }

  /** The plain form, unless it says less than the other; forms that nobody can read here are none. */
  private static Optional<Entity> better(List<Entity> forms) throws IOException {
    Entity plain = null;
    Entity rich = null;
    for (Entity form : forms) {
      boolean isPlain = form.getMimeType().equals("text/plain");
      plain = isPlain ? form : plain;
      boolean readable = form.getMimeType().equals("text/html") || form.isMultipart();
      rich = readable ? form : rich;
    }
    if (plain == null || rich == null) {
      return Optional.ofNullable(plain == null ? rich : plain);
    }
    return Optional.of(words(plain) >= EXCUSE * words(rich) ? plain : rich);
  }

  private static int words(Entity form) throws IOException {
    if (form.getBody() instanceof Multipart parts) {
      return parts.getBodyParts().isEmpty() ? 0 : words(parts.getBodyParts().getFirst());
    }
    if (!(form.getBody() instanceof SingleBody single)) {
      return 0;
    }
    String content = content(form, single);
    String shown = form.getMimeType().equals("text/html") ? Jsoup.parse(content).text() : content;
    return shown.split("\\s+").length;
  }

  private void write(String content, boolean isHtml) {
    if (isHtml) {
      new HtmlBlocks(text).add(Jsoup.parse(content).body());
    } else {
      PlainTextParser.paragraphs(content).forEach(span -> text.paragraph(span.of(content)));
    }
  }

  /** What is no text is attached, whatever it says of itself: an inline picture has no words. */
  private static boolean isAttached(Entity entity) {
    return "attachment".equals(entity.getDispositionType()) || !entity.getMimeType().startsWith("text/")
        || entity.getMimeType().equals("text/calendar");
  }

  private static String content(Entity entity, SingleBody body) throws IOException {
    try (InputStream stream = body.getInputStream()) {
      byte[] bytes = stream.readAllBytes();
      Optional<Charset> declared = charset(entity.getCharset());
      return declared.isPresent() ? new String(bytes, declared.get())
          : TextDecoding.decode(bytes).map(TextDecoding.Decoded::text).orElse("");
    }
  }

  /** {@code us-ascii} is what mails say that say nothing: the bytes know better. */
  private static Optional<Charset> charset(String name) {
    try {
      return name == null || name.equalsIgnoreCase("us-ascii") ? Optional.empty()
          : Optional.of(Charset.forName(
              name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** What a header says, decoded and on one line. */
  static Optional<String> header(Entity entity, String name) {
    return Optional.ofNullable(entity.getHeader().getField(name))
        .map(field -> ExtractedText.oneLine(decoded(field
            .getBody())))
        .filter(value -> !value.isEmpty());
  }

  private static String decoded(String words) {
    return DecoderUtil.decodeEncodedWords(words, DecodeMonitor.SILENT);
  }
}
