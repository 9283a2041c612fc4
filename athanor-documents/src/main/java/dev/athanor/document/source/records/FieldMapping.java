package dev.athanor.document.source.records;

import dev.athanor.document.Attributes;
import dev.athanor.document.Readers;
import dev.athanor.json.Hash;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a row is what of a document.
 *
 * @param id the fields whose values, with {@code /} between them, name the document; none to name it by its place
 * @param grouped whether rows of the same id are one document; otherwise a second one is a mistake
 * @param title empty when the text decides
 * @param metadata names of metadata, with the field that each is taken from
 * @param readers the field that names who may read it, as a list, whose items are names as they are, or as a text with commas; a row without a value may be read by nobody
 * @param version the field that changes whenever the row does; without one, the content decides
 * @param mediaType what the text is, such as {@code text/markdown}
 */
public record FieldMapping(List<String> id, boolean grouped, Optional<Wording> title, Wording text,
    Map<String, String> metadata, Optional<String> readers, Optional<String> version, String mediaType) {
  /** What the text of a row is unless said otherwise. */
  public static final String MARKDOWN = "text/markdown";

  /**
   * Stands before a version, which says nothing of how its row is read: changes when rows are read another way, here since
   * numbers are as they were written.
   */
  private static final String READING = "exact version ";

  /** Copies. */
  public FieldMapping {
    id = List.copyOf(id);
    metadata = new TreeMap<>(metadata);
  }

  /** All fields as the text, named by these. */
  public static FieldMapping named(String... id) {
    return new FieldMapping(List.of(id), false, Optional.empty(), new Wording.EveryField(), Map.of(),
        Optional.empty(),
        Optional.empty(), MARKDOWN);
  }

  /** Every field that it asks for. */
  public Set<String> fields() {
    Set<String> fields = new TreeSet<>(id);
    title.map(Wording::fields).ifPresent(fields::addAll);
    fields.addAll(text.fields());
    fields.addAll(metadata.values());
    readers.ifPresent(fields::add);
    version.ifPresent(fields::add);
    return fields;
  }

  /** What is wrong with columns of these names: a field that is asked for and is no column, or is more than one. */
  public Optional<String> misfit(Collection<String> columns) {
    return fields().stream().filter(field -> Collections.frequency(columns, field) != 1).findFirst()
        .map(field -> columns.contains(field)
            ? "there are several columns \"" + field + "\"; give them names of their own"
            : "there is no column \"" + field + "\"; there are " + String.join(", ", columns));
  }

  /** The document's name; empty when one of its fields is. */
  Optional<String> name(Row row) {
    boolean blank = id.stream().anyMatch(field -> row.text(field).isEmpty());
    return blank ? Optional.empty() : Optional.of(id.stream().map(field -> row.text(field).orElseThrow())
        .collect(Collectors.joining("/")).replaceAll("\\p{Cntrl}+", " "));
  }

  Attributes attributes(Row row) {
    Map<String, String> fields = new TreeMap<>();
    metadata.forEach((name, field) -> row.text(field).ifPresent(value -> fields.put(name, value)));
    return new Attributes(title.map(wording -> wording.of(row).strip()).filter(text -> !text.isEmpty()),
        fields,
        readers.map(field -> readers(row.names(field))));
  }

  private static Readers readers(List<String> names) {
    return new Readers(names.stream().map(String::strip).filter(name -> !name.isEmpty())
        .collect(Collectors.toSet()));
  }

  /** What stands for the row: its version or its text, its attributes, and how it is read. */
  String digest(Row row, String text, Attributes attributes) {
    String content = version.flatMap(row::text).map(value -> READING + value).orElse("text " + text);
    return Hash.of(this + "\n" + attributes + "\n" + content).hex();
  }
}
