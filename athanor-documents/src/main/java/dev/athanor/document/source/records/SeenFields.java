package dev.athanor.document.source.records;

import dev.athanor.run.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fields that records of JSON have: no line of names says beforehand which there are, and one that only some records have
 * is no mistake. One that no record has is. For one thread.
 */
final class SeenFields {
  /** So many names are kept to show the nearest; records may have any number. */
  private static final int KEPT = 1000;
  private static final int LONGEST = 100;
  private static final int SHOWN = 5;

  private final FieldMapping mapping;
  private final Set<String> missing;
  private final Set<String> names = new TreeSet<>();
  private boolean some;

  SeenFields(FieldMapping mapping) {
    this.mapping = mapping;
    this.missing = new TreeSet<>(mapping.fields());
  }

  void see(Row row) {
    some = true;
    if (!missing.isEmpty()) {
      missing.removeIf(field -> isIn(row.fields(), field));
      row.fields().keySet().stream().filter(name -> names.size() < KEPT && name.length() <= LONGEST)
          .forEach(names::add);
    }
  }

  /** Also what is null is a field, and what would be below it may be there another time. */
  private static boolean isIn(Map<String, List<String>> fields, String field) {
    boolean in = fields.containsKey(field);
    for (int dot = field.lastIndexOf('.'); !in && dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      List<String> above = fields.get(field.substring(0, dot));
      in = above != null && above.isEmpty();
    }
    return in;
  }

  /** What no record has, though names, texts or readers are made of it. */
  Optional<String> mistake() {
    Set<String> needed = new TreeSet<>(mapping.id());
    needed.addAll(mapping.text().fields());
    mapping.readers().ifPresent(needed::add);
    needed.retainAll(missing);
    return said(needed);
  }

  /** What else no record has. */
  Optional<String> note() {
    return said(missing);
  }

  private Optional<String> said(Collection<String> fields) {
    return !some || fields.isEmpty() ? Optional.empty() : Optional.of(fields.stream().map(
        field -> "no record has a field \"" + field + "\"" + nearest(field))
        .collect(Collectors.joining("; ")));
  }

  private String nearest(String field) {
    List<String> nearest = Nearest.to(field, List.copyOf(names), SHOWN);
    return nearest.isEmpty() ? "" : " (the nearest are " + String.join(", ", nearest) + ")";
  }
}
