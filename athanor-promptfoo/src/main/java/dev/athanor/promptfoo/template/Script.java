package dev.athanor.promptfoo.template;

import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How JavaScript sees values, which suites rely on: as text, as JSON, as true or false, as numbers. */
public final class Script {
  private static final double EXACT = 1e15;

  private Script() {}

  /** As {@code String(value)} has it, but undefined and null are empty, as in a template. */
  public static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isNumber()) {
      return number(value.doubleValue(), value);
    }
    if (value.isArray()) {
      return value.valueStream().map(Script::text).collect(Collectors.joining(","));
    }
    return value.isObject() ? "[object Object]" : value.asString();
  }

  private static String number(double value, JsonNode written) {
    if (written.isIntegralNumber()) {
      return written.asString();
    }
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return Long.toString((long) value);
    }
    return Double.isFinite(value) && Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** As {@code JSON.stringify} has it, in one line. */
  public static String json(JsonNode value) {
    return json(value, 0);
  }

  /**
   * As {@code JSON.stringify} has it.
   *
   * @param indent how far each level is moved in; 0 for one line
   */
  public static String json(JsonNode value, int indent) {
    StringBuilder text = new StringBuilder();
    write(text, value, indent, indent == 0 ? "" : "\n");
    return text.toString();
  }

  private static void write(StringBuilder text, JsonNode value, int indent, String line) {
    String inner = indent == 0 ? "" : line + " ".repeat(indent);
    switch (value) {
      case ArrayNode array when !array.isEmpty() -> {
        String before = "[" + inner;
        for (JsonNode each : array) {
          text.append(before);
          write(text, each, indent, inner);
          before = "," + inner;
        }
        text.append(line).append(']');
      }
      case ObjectNode object when !object.isEmpty() -> {
        String before = "{" + inner;
        for (var each : object.properties()) {
          text.append(before).append(StringNode.valueOf(each.getKey())).append(indent == 0 ? ":" : ": ");
          write(text, each.getValue(), indent, inner);
          before = "," + inner;
        }
        text.append(line).append('}');
      }
      case JsonNode number when number.isNumber() -> text.append(text(number));
      case JsonNode missing when missing.isMissingNode() -> text.append("null");
      default -> text.append(value);
    }
  }

  /** Whether a condition holds for it. */
  static boolean truthy(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.doubleValue() != 0 && !Double.isNaN(value.doubleValue());
    }
    return !value.isString() || !value.stringValue().isEmpty();
  }

  /** As {@code Number(value)} has it. */
  static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    if (value.isNull()) {
      return 0;
    }
    try {
      String text = value.isMissingNode() ? "undefined" : text(value).strip();
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Text as a value. */
  public static JsonNode of(String text) {
    return StringNode.valueOf(text);
  }

  static JsonNode of(boolean value) {
    return BooleanNode.valueOf(value);
  }

  static JsonNode of(double value) {
    return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE ? IntNode.valueOf((int) value)
        : Json.MAPPER.getNodeFactory().numberNode(value);
  }

  /** A member of a value, as {@code value[key]} has it. */
  static JsonNode member(JsonNode value, JsonNode key) {
    String name = text(key);
    if (name.equals("length") && (value.isArray() || value.isString())) {
      return of(value.isArray() ? value.size() : value.stringValue().length());
    }
    if (value.isObject()) {
      return value.path(name);
    }
    double place = number(key);
    if (place < 0 || place != Math.rint(place)) {
      return MissingNode.getInstance();
    }
    if (value.isString()) {
      String text = value.stringValue();
      return place < text.length() ? of(text.substring((int) place, (int) place + 1)) : MissingNode
          .getInstance();
    }
    return value.path((int) place);
  }
}
