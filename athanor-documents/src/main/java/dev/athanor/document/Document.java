package dev.athanor.document;

import dev.athanor.json.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file that has been read.
 *
 * @param id the document's name
 * @param version names this extracted text: equal text, title and metadata have an equal version, whatever
 *     file format they came from. A citation's span is meant for the text of the version it names.
 * @param title what a reader would call the document
 * @param mediaType what the file was read as, such as {@code text/markdown}
 * @param text the extracted text. Of plain text and Markdown files it is the file's own text.
 * @param blocks the structure found in the text, in reading order
 * @param metadata what the file and its source say about it (author, language, ...), sorted by name
 * @param readers who may read it; no part of the version
 */
public record Document(DocumentId id, String version, String title, String mediaType, String text,
    List<Block> blocks, Map<String, String> metadata, Readers readers) {

  /** The name of the metadata that says when a document was last changed. */
  public static final String MODIFIED = "modified";

  private static final int VERSION_DIGITS = 16;

  public Document {
    blocks = List.copyOf(blocks);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    checkOrder(blocks, text.length());
  }

  /** A document that everyone may read, whose version is computed from its content. */
  public static Document of(DocumentId id, String title, String mediaType, String text, List<Block> blocks,
      Map<String, String> metadata) {
    return new Document(id, versionOf(title, text, metadata), title, mediaType, text, blocks, metadata,
        Readers.EVERYONE);
  }

  /** The same document with what else is known of it; where both say something, the attributes count. */
  public Document with(Attributes attributes) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(attributes.metadata());
    String called = attributes.title().orElse(title);
    return new Document(id, versionOf(called, text, all), called, mediaType, text, blocks, all,
        attributes.readers().orElse(readers));
  }

  /**
   * The same document with when it was last changed, if it does not say that itself. No part of the version: a date that a
   * file system or a server has says nothing of the content.
   */
  public Document dated(Instant modified) {
    if (metadata.containsKey(MODIFIED)) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(metadata);
    all.put(MODIFIED, modified.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Document(id, version, title, mediaType, text, blocks, all, readers);
  }

  /**
   * The piece of this document's text at {@code span}. Costs a scan from the start of the text, because
   * code points have to be counted; use {@link Excerpts} for many pieces of one document.
   */
  public Excerpt excerpt(Span span) {
    return new Excerpt(span, text.codePointCount(0, span.start()), span.of(text));
  }

  private static void checkOrder(List<Block> blocks, int length) {
    int end = 0;
    for (Block block : blocks) {
      if (block.span().start() < end || block.span().end() > length) {
        throw new IllegalArgumentException(
            "Blocks stand in reading order inside the text and never overlap, but "
                + block + " starts before " + end + " or ends after " + length + ".");
      }
      end = block.span().end();
    }
  }

  private static String versionOf(String title, String text, Map<String, String> metadata) {
    MessageDigest digest = Hash.sha256();
    digest.update(title.getBytes(StandardCharsets.UTF_8));
    new TreeMap<>(metadata).forEach((name, value) -> {
      digest.update((byte) 0);
      digest.update((name + "=" + value).getBytes(StandardCharsets.UTF_8));
    });
    digest.update((byte) 1);
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return Hash.ofDigest(digest.digest()).hex().substring(0, VERSION_DIGITS);
  }
}
