package dev.athanor.prompt.source;

import dev.athanor.json.Json;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML as JSON. Aliases are copied, up to a limit, since a small file can stand for an endless one. */
final class YamlJson {
  private static final int MOST_VALUES = 100_000;
  private static final int DEEPEST = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SourceText source;
  private int seen;

  YamlJson(SourceText source) {
    this.source = source;
  }

  /** The mapping that this must be. */
  ObjectNode object(Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
      return Json.object();
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, 1);
    }
    throw problem(node, "front matter is a " + node.getNodeType().name().toLowerCase(Locale.ROOT)
        + " here; expected \"key: value\" lines");
  }

  private JsonNode value(Node node, int depth) {
    if (++seen > MOST_VALUES || depth > DEEPEST) {
      throw problem(node,
          "front matter has more than " + MOST_VALUES + " values or is nested deeper than " + DEEPEST
              + "; is there an alias that contains itself?");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, depth + 1);
      case SequenceNode sequence -> {
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(each -> array.add(value(each, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw problem(node, "front matter has a " + node.getNodeType() + " here; expected a value");
    };
  }

  private ObjectNode mapping(MappingNode mapping, int depth) {
    ObjectNode object = Json.object();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw problem(tuple.getKeyNode(), "a key must be text");
      }
      if (object.has(key.getValue())) {
        throw problem(key, "the key " + key.getValue() + " stands here a second time; keep one of them");
      }
      object.set(key.getValue(), value(tuple.getValueNode(), depth));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text.toLowerCase(Locale.ROOT)));
    }
    if (tag.equals(Tag.INT)) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      if (text.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)")) {
        throw problem(node, text + " is no number that JSON has; expected a finite one");
      }
      return NODES.numberNode(Double.parseDouble(text));
    }
    return NODES.stringNode(text);
  }

  private static JsonNode integer(String text) {
    BigInteger number = text.startsWith("0x") ? new BigInteger(text.substring(2), 16)
        : text.startsWith("0o") ? new BigInteger(text.substring(2), 8)
            : new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    return number.bitLength() < 32 ? NODES.numberNode(number.intValue())
        : number.bitLength() < 64 ? NODES.numberNode(number.longValue())
            : NODES.numberNode(number);
  }

  /** The node at a path of keys, or the last one on the way to it. */
  static Node find(Node root, List<String> path) {
    Node at = root;
    for (String key : path) {
      Node here = at;
      Node next = switch (here) {
        case MappingNode mapping -> mapping.getValue().stream()
            .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
            .map(NodeTuple::getValueNode).findFirst().orElse(here);
        case SequenceNode sequence when key.matches("\\d{1,6}") && Integer.parseInt(key) < sequence.getValue()
            .size() -> sequence.getValue().get(Integer.parseInt(key));
        default -> here;
      };
      at = next;
    }
    return at;
  }

  private RuntimeException problem(Node node, String message) {
    Position place = node.getStartMark().map((Mark mark) -> FrontMatter.position(mark)).orElse(new Position(1,
        1));
    return source.malformed(place, message);
  }
}
