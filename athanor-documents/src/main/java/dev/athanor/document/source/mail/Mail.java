package dev.athanor.document.source.mail;

import dev.athanor.document.Attributes;
import dev.athanor.json.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/** What a message says of itself. */
record Mail(Message message, Hash hash) {
  private static final int DEEPEST = 20;
  private static final int LONGEST_NAME = 150;
  private static final Pattern REFERENCE = Pattern.compile("<([^<>\\s]+)>");

  /** A file that is attached. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are never changed
  record Attachment(String name, String mediaType, byte[] bytes) {
  }

  /**
   * Reads a message, or the beginning of one.
   *
   * @throws IOException when it is none
   */
  static Mail of(byte[] bytes) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    Mail mail = new Mail(builder.parseMessage(new ByteArrayInputStream(bytes)), Hash.of(bytes));
    if (Stream.of("From", "To", "Date", "Subject", "Message-ID").noneMatch(name -> mail.header(name)
        .isPresent())) {
      throw new IOException("it has no line such as From: or Date:, which every mail has");
    }
    return mail;
  }

  /** What it is called. */
  String name() {
    return messageId().map(Mail::sanitised).orElse(hash.hex());
  }

  private Optional<String> messageId() {
    return header("Message-ID").map(id -> reference(id).orElse(id));
  }

  /** What is known of it. */
  Attributes attributes(List<Attachment> attachments) {
    Map<String, String> metadata = new TreeMap<>();
    header("From").ifPresent(from -> metadata.put("from", from));
    header("To").ifPresent(to -> metadata.put("to", to));
    Optional.ofNullable(message.getDate()).map(date -> date.toInstant().toString()).ifPresent(date -> {
      metadata.put("date", date);
      metadata.put("modified", date);
    });
    header("References").flatMap(Mail::reference).or(() -> header("In-Reply-To").flatMap(Mail::reference))
        .or(this::messageId).ifPresent(root -> metadata.put("thread", root));
    if (!attachments.isEmpty()) {
      metadata.put("attachments", String.join(", ", attachments.stream().map(Attachment::name).toList()));
    }
    return new Attributes(header("Subject"), metadata, Optional.empty());
  }

  /** What is attached under a name, in the order of the message. */
  List<Attachment> attachments() throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    collect(message, 0, attachments);
    return attachments;
  }

  private static void collect(Entity entity, int depth, List<Attachment> attachments) throws IOException {
    if (depth > DEEPEST) {
      return;
    }
    if (entity.getBody() instanceof Multipart parts) {
      for (Entity part : parts.getBodyParts()) {
        collect(part, depth + 1, attachments);
      }
    } else if (entity.getBody() instanceof SingleBody body && entity.getFilename() != null) {
      String name = oneLine(entity.getFilename()).replaceAll("[/\\\\\\p{Cntrl}]", "_");
      try (InputStream content = body.getInputStream()) {
        attachments.add(new Attachment(name.isEmpty() || name.startsWith(".") ? "_" + name : name,
            entity.getMimeType().toLowerCase(Locale.ROOT), content.readAllBytes()));
      }
    }
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(message.getHeader()).map(header -> header.getField(name))
        .map(field -> oneLine(field.getBody())).filter(value -> !value.isEmpty());
  }

  private static String oneLine(String words) {
    return DecoderUtil.decodeEncodedWords(words, DecodeMonitor.SILENT).replaceAll("\\s+", " ").strip();
  }

  private static Optional<String> reference(String ids) {
    Matcher matcher = REFERENCE.matcher(ids);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String sanitised(String id) {
    String name = id.replaceAll("[^A-Za-z0-9._@+=-]", "_").replaceAll("^\\.", "_");
    return name.length() > LONGEST_NAME ? Hash.of(id).hex() : name;
  }
}
