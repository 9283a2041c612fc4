package dev.athanor.document;

import java.text.Normalizer;

/**
 * The name of a document in a knowledge base: the path of its file relative to its source, with
 * {@code /} between the parts on every platform.
 *
 * <p>The name is kept in Unicode normal form C, whatever form the file system uses, so that
 * {@code Größe.md} typed by a person finds the file that a Mac stored decomposed. A source keeps the path
 * it read beside the id and opens that.
 */
public record DocumentId(String value) implements Comparable<DocumentId> {

  public DocumentId {
    value = Normalizer.normalize(value, Normalizer.Form.NFC);
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "A document id is a relative path such as 'guides/start.md', but it is blank.");
    }
  }

  /** The last part of the path: {@code start.md} of {@code guides/start.md}. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The file name without its extension: {@code start} of {@code guides/start.md}. */
  public String stem() {
    String name = fileName();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public int compareTo(DocumentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
