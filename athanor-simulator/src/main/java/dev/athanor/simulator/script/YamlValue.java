package dev.athanor.simulator.script;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.run.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a script file that knows its place, so that a mistake is named by line and column.
 *
 * @param file for messages
 * @param name how the script calls it, such as {@code rules[0].when}
 * @param node the value
 */
record YamlValue(String file, String name, Node node) {
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|m|h)");

  /** A mistake at this place. */
  AthanorException problem(String message) {
    return AthanorException.user("script-malformed",
        at(file, node.getStartMark()) + ": " + (name.isEmpty() ? "the script" : name) + " " + message);
  }

  static String at(String file, Optional<Mark> place) {
    return file + place.map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
        .orElse("");
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  /** The members, all of which must be among those that are known. */
  Map<String, YamlValue> members(String... known) {
    Map<String, YamlValue> members = members();
    members.forEach((key, value) -> {
      if (!List.of(known).contains(key)) {
        throw value
            .problem("is unknown; expected " + String.join(", ", known) + " (did you mean " + Nearest.to(key,
                List.of(known), 1).getFirst() + "?)");
      }
    });
    return members;
  }

  /** The members, whatever they are called. */
  Map<String, YamlValue> members() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("is " + described() + "; expected keys with values");
    }
    Map<String, YamlValue> members = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key =
          entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : entry.getKeyNode().toString();
      YamlValue value = new YamlValue(file, name.isEmpty() ? key : name + "." + key, entry.getValueNode());
      if (members.put(key, value) != null) {
        throw value.problem("is there twice; remove one of the two");
      }
    }
    return members;
  }

  List<YamlValue> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw problem("is " + described() + "; expected a list");
    }
    List<Node> nodes = sequence.getValue();
    return java.util.stream.IntStream.range(0, nodes.size())
        .mapToObj(item -> new YamlValue(file, name + "[" + item
            + "]", nodes.get(item)))
        .toList();
  }

  /** The items of a list, or the one text. */
  List<String> texts() {
    return isText() ? List.of(text()) : items().stream().map(YamlValue::text).toList();
  }

  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw problem("is " + described() + "; expected a text");
  }

  /** A whole number, at least this. */
  int whole(int least) {
    return parsed(text -> Optional.of(Integer.parseInt(text)).filter(number -> number >= least),
        "a whole number from " + least);
  }

  long seed() {
    return parsed(text -> Optional.of(Long.parseLong(text)), "a whole number");
  }

  /** A number between these. */
  double number(double least, double most) {
    return parsed(
        text -> Optional.of(Double.parseDouble(text)).filter(number -> number >= least && number <= most),
        "a number from " + plain(least) + (most == Double.MAX_VALUE ? "" : " to " + plain(most)));
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  /** A time such as {@code 300ms}, {@code 1.5s}, {@code 2m} or {@code 1h}. */
  Duration time() {
    return parsed(text -> {
      Matcher matcher = DURATION.matcher(text);
      return matcher.matches() ? Optional.of(Duration.ofNanos(new BigDecimal(matcher.group(1)).multiply(
          new BigDecimal(switch (matcher.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
          })).longValue())) : Optional.empty();
    }, "a time such as 300ms, 1.5s, 2m or 1h");
  }

  boolean truth() {
    return parsed(text -> switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    }, "true or false");
  }

  /** What a text means. */
  <T> T parsed(Function<String, Optional<T>> parse, String expected) {
    String text = text();
    try {
      return parse.apply(text).orElseThrow(() -> problem("is \"" + text + "\"; expected " + expected));
    } catch (NumberFormatException e) {
      throw problem("is \"" + text + "\"; expected " + expected);
    }
  }

  /** The value as JSON. */
  JsonNode json() {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode _ -> {
        ArrayNode array = Json.MAPPER.createArrayNode();
        items().forEach(item -> array.add(item.json()));
        yield array;
      }
      case MappingNode _ -> {
        ObjectNode object = Json.object();
        members().forEach((key, value) -> object.set(key, value.json()));
        yield object;
      }
      default -> throw problem("is " + described() + "; expected a value");
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    boolean literal = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL);
    if (tag.equals(Tag.NULL)) {
      return Json.MAPPER.nullNode();
    }
    return literal ? Json.parse(scalar.getValue().toLowerCase(java.util.Locale.ROOT))
        : Json.MAPPER.getNodeFactory().stringNode(scalar.getValue());
  }

  private String described() {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar -> "\"" + Json.abbreviate(scalar.getValue(), 60) + "\"";
      default -> "something else";
    };
  }
}
