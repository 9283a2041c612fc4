package dev.athanor.knowledge.filter;

import dev.athanor.document.Document;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What documents can be filtered by. Every document has {@code source}, {@code path}, {@code type} and {@code title};
 * what else its metadata says is a field of that name, such as {@code language}, {@code author} or {@code modified}.
 *
 * @param values by the field's name in lower case; a field may have more than one
 */
public record DocumentFields(Map<String, Set<String>> values) {
  /** The name of the source. */
  public static final String SOURCE = "source";
  /** The document's id. */
  public static final String PATH = "path";
  /** The media type, and its short name. */
  public static final String TYPE = "type";
  /** What a reader would call it. */
  public static final String TITLE = "title";

  /** Fields that may be asked for whether or not a document has them. */
  public static final Set<String> COMMON =
      Set.of(SOURCE, PATH, TYPE, TITLE, "language", "modified", "author");

  private static final int LONGEST_NAME = 200;
  private static final Map<String, String> SHORT_TYPES = Map.ofEntries(
      Map.entry("text/markdown", "markdown"), Map.entry("text/plain", "text"), Map.entry("text/csv", "csv"),
      Map.entry("text/tab-separated-values", "tsv"), Map.entry("message/rfc822", "eml"),
      Map.entry("application/epub+zip", "epub"), Map.entry("application/xhtml+xml", "html"),
      Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
      Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
      Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));

  /** Copies, sorted. */
  public DocumentFields {
    Map<String, Set<String>> copy = new TreeMap<>();
    values.forEach((name, all) -> copy.put(name, Collections.unmodifiableSet(new TreeSet<>(all))));
    values = Collections.unmodifiableMap(copy);
  }

  /** The fields of a document. */
  public static DocumentFields of(String source, Document document) {
    Map<String, Set<String>> values = new TreeMap<>();
    document.metadata().forEach((name, value) -> {
      if (!value.isBlank() && !name.isBlank()) {
        values.computeIfAbsent(name(name), _ -> new TreeSet<>()).add(value);
      }
    });
    // These are facts: metadata of the same name does not hide them.
    values.put(SOURCE, Set.of(source));
    values.put(PATH, Set.of(document.id().value()));
    String type = document.mediaType();
    values.put(TYPE, new TreeSet<>(Set.of(type)));
    values.computeIfAbsent(TYPE, _ -> new TreeSet<>()).add(shortType(type));
    values.put(TITLE, Set.of(document.title()));
    return new DocumentFields(values);
  }

  /** The form in which names are compared. */
  static String name(String name) {
    String term = FieldValue.term(name);
    return term.length() <= LONGEST_NAME ? term : term.substring(0, LONGEST_NAME);
  }

  private static String shortType(String mediaType) {
    String known = SHORT_TYPES.get(mediaType);
    return known != null ? known : mediaType.substring(mediaType.lastIndexOf('/') + 1);
  }

  Set<String> of(String field) {
    return values.getOrDefault(field, Set.of());
  }
}
