package dev.athanor.document.source.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * A record: values by the names of their fields, in order. What is nested in JSON has a name with dots ({@code author.name}); what
 * stands in a list are several values of one field; null is no value.
 *
 * @param place where it is in its file or table, such as {@code line 17}
 */
public record Row(SequencedMap<String, List<String>> fields, String place) {
  /** Copies. */
  public Row {
    SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    fields = Collections.unmodifiableSequencedMap(copy);
  }

  /** A JSON object. */
  static Row of(JsonNode object, String place) {
    SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> flatten(field.getKey(), field.getValue(), fields));
    return new Row(fields, place);
  }

  private static void flatten(String name, JsonNode value, Map<String, List<String>> fields) {
    if (value.isObject()) {
      value.properties().forEach(field -> flatten(name + "." + field.getKey(), field.getValue(), fields));
    } else if (value.isArray()) {
      value.values().forEach(item -> flatten(name, item, fields));
    } else if (!value.isNull()) {
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value.asString());
    }
  }

  /** The values of a field; none where the row has no such field. */
  public List<String> values(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The field's values as one text; empty when that is blank. */
  public Optional<String> text(String field) {
    return Optional.of(String.join(", ", values(field))).map(String::strip).filter(text -> !text.isEmpty());
  }
}
