package dev.athanor.yaml;

import dev.athanor.error.AthanorException;
import dev.athanor.run.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * A mapping of a YAML file. It is asked for the values that it may have, and {@link #finish} then complains about what it
 * was not asked for. A key without a value is as if it were not there.
 */
public final class YamlMap {
  private final Yaml yaml;
  private final String path;
  private final Optional<Mark> place;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private YamlMap(Yaml yaml, String path, Optional<Mark> place) {
    this.yaml = yaml;
    this.path = path;
    this.place = place;
  }

  static YamlMap empty(Yaml yaml) {
    return new YamlMap(yaml, "", Optional.empty());
  }

  /**
   * The mapping at a node.
   *
   * @param path how the file's reader calls it, such as {@code knowledge.retrieval}; empty for the whole
   */
  static YamlMap of(Yaml yaml, String path, Node node) {
    YamlMap map = new YamlMap(yaml, path, node.getStartMark());
    if (!(node instanceof MappingNode mapping)) {
      throw yaml.problem(node.getStartMark(), (path.isEmpty() ? "the file" : path) + " is " + describe(node)
          + "; expected keys with values");
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw yaml.problem(entry.getKeyNode().getStartMark(), "a key is " + describe(entry.getKeyNode())
            + "; expected a name");
      }
      if (map.entries.putIfAbsent(key.getValue(), entry) != null) {
        throw yaml.problem(key.getStartMark(), "the key \"" + key.getValue()
            + "\" is here a second time; remove one of the two");
      }
    }
    return map;
  }

  /** Complains about the first key that nobody asked for. */
  public void finish() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw yaml.problem(entry.getValue().getKeyNode().getStartMark(), "unknown key \"" + entry.getKey()
            + "\"" + where() + "; expected " + oneOf(known) + slip(entry.getKey(), known));
      }
    }
  }

  /** What builds a record from this mapping: a value that the record refuses is a mistake at this place. */
  public <T> T build(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (AthanorException e) {
      throw e.code().equals("project-file") ? e : yaml.problem(place, String.valueOf(e.getMessage()));
    }
  }

  /** Text, also if it looks like a number. */
  public Optional<String> text(String key) {
    return value(key).map(node -> text(node, inside(key)));
  }

  private String text(Node node, String name) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw yaml.problem(node.getStartMark(), name + " is " + describe(node) + "; expected text");
  }

  /** A whole number. */
  public OptionalInt wholeNumber(String key) {
    Optional<Node> node = value(key);
    return node.isPresent()
        ? OptionalInt.of(number(node.get(), inside(key), "a whole number", BigDecimal::intValueExact))
        : OptionalInt.empty();
  }

  /** A number. */
  public OptionalDouble number(String key) {
    Optional<Node> node = value(key);
    return node.isPresent()
        ? OptionalDouble.of(number(node.get(), inside(key), "a number", BigDecimal::doubleValue))
        : OptionalDouble.empty();
  }

  /** A whole number that is not less than 1. */
  public OptionalInt atLeastOne(String key) {
    OptionalInt number = wholeNumber(key);
    if (number.isPresent() && number.getAsInt() < 1) {
      throw problem(key, inside(key) + " is " + number.getAsInt() + "; expected a whole number from 1");
    }
    return number;
  }

  private <T> T number(Node node, String name, String expected, Function<BigDecimal, T> read) {
    try {
      if (node instanceof ScalarNode scalar && scalar.isPlain()) {
        return read.apply(new BigDecimal(scalar.getValue()));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw yaml.problem(node.getStartMark(), name + " is " + describe(node) + "; expected " + expected);
    }
    throw yaml.problem(node.getStartMark(), name + " is " + describe(node) + "; expected " + expected);
  }

  /** Yes or no. */
  public Optional<Boolean> yesOrNo(String key) {
    return value(key).map(node -> {
      if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
        return Boolean.parseBoolean(scalar.getValue());
      }
      throw yaml.problem(node.getStartMark(), inside(key) + " is " + describe(node)
          + "; expected true or false");
    });
  }

  /** One of a few words: the names of an enum's constants, in lower case. */
  public <E extends Enum<E>> Optional<E> oneOf(String key, E[] values) {
    return value(key).map(node -> {
      String text = text(node, inside(key));
      List<String> names = new ArrayList<>();
      for (E each : values) {
        names.add(each.name().toLowerCase(Locale.ROOT));
      }
      int found = names.indexOf(text);
      if (found < 0) {
        throw yaml.problem(node.getStartMark(), inside(key) + " is \"" + text + "\"; expected " + oneOf(
            names) + slip(text, names));
      }
      return values[found];
    });
  }

  private static String slip(String text, Collection<String> names) {
    return names.size() == 1 ? "" : "; did you mean \"" + Nearest.to(text, List.copyOf(names), 1).getFirst()
        + "\"?";
  }

  /** A value that a function reads out of text, with what the function says about a wrong one. */
  public <T> Optional<T> read(String key, Function<String, T> reader) {
    return value(key).map(node -> read(node, key, reader));
  }

  /** A list of such values; one value alone is a list of one. */
  public <T> List<T> reads(String key, Function<String, T> reader) {
    return value(key).map(YamlMap::items).orElse(List.of()).stream().map(node -> read(node, key, reader))
        .toList();
  }

  private <T> T read(Node node, String key, Function<String, T> reader) {
    try {
      return reader.apply(text(node, inside(key)));
    } catch (AthanorException e) {
      throw e.code().equals("project-file") ? e : yaml.problem(node.getStartMark(), inside(key) + ": "
          + e.getMessage());
    }
  }

  /** A list of texts; one text alone is a list of one. */
  public List<String> texts(String key) {
    Optional<Node> node = value(key);
    if (node.isEmpty()) {
      return List.of();
    }
    return items(node.get()).stream().map(item -> text(item, "an item of " + inside(key))).toList();
  }

  private static List<Node> items(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of(node);
  }

  /** A mapping inside this one; an empty one if it is not there. */
  public YamlMap map(String key) {
    return value(key).map(node -> of(yaml, inside(key), node)).orElseGet(() -> new YamlMap(yaml, inside(key),
        place));
  }

  /** The keys, in order. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** Mappings by names that are not known beforehand. A name without a value has an empty one. */
  public Map<String, YamlMap> each() {
    Map<String, YamlMap> all = new LinkedHashMap<>();
    entries.keySet().forEach(key -> all.put(key, map(key)));
    return all;
  }

  /** Values of any kind by names that are not known beforehand. */
  public Map<String, JsonNode> json(String key) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    YamlMap inner = map(key);
    inner.entries.forEach((name, entry) -> all.put(name, YamlValue.json(entry.getValueNode())));
    return all;
  }

  /** The items of a list, of any kind; one value alone is a list of one. */
  public List<JsonNode> values(String key) {
    return value(key).map(YamlMap::items).orElse(List.of()).stream().map(YamlValue::json).toList();
  }

  /** A list of mappings; an item that is a text is a mapping with that text under a key. One item alone is a list of one. */
  public List<YamlMap> mapsOrNamed(String key, String name) {
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : value(key).map(YamlMap::items).orElse(List.of())) {
      String here = inside(key) + "[" + maps.size() + "]";
      if (item instanceof ScalarNode text) {
        YamlMap map = new YamlMap(yaml, here, item.getStartMark());
        map.entries.put(name, new NodeTuple(text, text));
        maps.add(map);
      } else {
        maps.add(of(yaml, here, item));
      }
    }
    return maps;
  }

  /** A list of mappings. */
  public List<YamlMap> maps(String key) {
    Optional<Node> node = value(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      throw yaml.problem(node.get().getStartMark(), inside(key) + " is " + describe(node.get())
          + "; expected a list, each item after a \"-\"");
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : list.getValue()) {
      maps.add(of(yaml, inside(key) + "[" + maps.size() + "]", item));
    }
    return maps;
  }

  /** A mistake in the value of a key, or in this mapping if it lacks the key. */
  public AthanorException problem(String key, String message) {
    NodeTuple entry = entries.get(key);
    return yaml.problem(entry == null ? place : entry.getValueNode().getStartMark(), message);
  }

  /** How the reader of the file calls the value of a key. */
  public String inside(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Optional<Node> value(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return Optional.ofNullable(entry).map(NodeTuple::getValueNode).filter(node -> !node.getTag().equals(
        Tag.NULL));
  }

  private String where() {
    return path.isEmpty() ? "" : " in " + path;
  }

  private static String oneOf(Collection<String> names) {
    return names.size() == 1 ? "\"" + names.iterator().next() + "\"" : "one of " + String.join(", ", names);
  }

  private static String describe(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
      default -> "something else";
    };
  }
}
