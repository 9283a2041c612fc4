package dev.athanor.document.source.records;

import dev.athanor.document.Numeral;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * A record: values by the names of their fields, in order. What is nested in JSON has a name with dots ({@code author.name}); what
 * stands in a list are several values of one field; what is null or an empty list has no value.
 *
 * @param lists the fields whose values stand in a list, were it of one
 * @param place where it is in its file or table, such as {@code line 17}
 */
public record Row(SequencedMap<String, List<String>> fields, Set<String> lists, String place) {
  /** Keeps every digit of a number; a {@code double} would keep sixteen. */
  static final ObjectReader JSON =
      Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  /** Copies. */
  public Row {
    SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    fields = Collections.unmodifiableSequencedMap(copy);
    lists = Set.copyOf(lists);
  }

  /** A row without lists. */
  Row(SequencedMap<String, List<String>> fields, String place) {
    this(fields, Set.of(), place);
  }

  /** A JSON object. */
  static Row of(JsonNode object, String place) {
    SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
    Set<String> lists = new TreeSet<>();
    object.properties().forEach(field -> flatten(field.getKey(), field.getValue(), false, fields, lists));
    return new Row(fields, lists, place);
  }

  private static void flatten(String name, JsonNode value, boolean listed, Map<String, List<String>> fields,
      Set<String> lists) {
    if (value.isObject() && !value.isEmpty()) {
      value.properties()
          .forEach(field -> flatten(name + "." + field.getKey(), field.getValue(), listed, fields, lists));
    } else if (value.isArray() && !value.isEmpty()) {
      value.values().forEach(item -> flatten(name, item, true, fields, lists));
    } else if (value.isNull() || value.isContainer()) {
      fields.computeIfAbsent(name, _ -> new ArrayList<>());
    } else {
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(shown(value));
      if (listed) {
        lists.add(name);
      }
    }
  }

  private static String shown(JsonNode value) {
    return value.isBigDecimal() ? Numeral.of(value.decimalValue()) : value.asString();
  }

  /** The values of a field; none where the row has no such field. */
  public List<String> values(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The names in a field: the items of a list as they are, or what stands in a text between commas or semicolons. */
  List<String> names(String field) {
    List<String> values = values(field);
    boolean several = values.size() > 1 || lists.contains(field);
    return several || values.isEmpty() ? values : List.of(values.getFirst().split("[,;]", -1));
  }

  /** The field's values as one text; empty when that is blank. */
  public Optional<String> text(String field) {
    return Optional.of(String.join(", ", values(field))).map(String::strip).filter(text -> !text.isEmpty());
  }
}
