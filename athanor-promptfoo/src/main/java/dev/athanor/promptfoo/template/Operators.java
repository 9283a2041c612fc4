package dev.athanor.promptfoo.template;

import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/** What stands between two values. */
final class Operators {
  /** By their signs. */
  static final Map<String, BinaryOperator<JsonNode>> ALL = Map.ofEntries(
      Map.entry("==", (a, b) -> Script.of(loosely(a, b))),
      Map.entry("!=", (a, b) -> Script.of(!loosely(a, b))),
      Map.entry("===", (a, b) -> Script.of(strictly(a, b))),
      Map.entry("!==", (a, b) -> Script.of(!strictly(a, b))),
      Map.entry("<", (a, b) -> Script.of(compare(a, b) < 0)),
      Map.entry(">", (a, b) -> Script.of(compare(a, b) > 0)),
      Map.entry("<=", (a, b) -> Script.of(compare(a, b) <= 0)),
      Map.entry(">=", (a, b) -> Script.of(compare(a, b) >= 0)),
      Map.entry("~", (a, b) -> Script.of(Script.text(a) + Script.text(b))), Map.entry("+", Operators::plus),
      Map.entry("-", (a, b) -> Script.of(Script.number(a) - Script.number(b))),
      Map.entry("*", (a, b) -> Script.of(Script.number(a) * Script.number(b))),
      Map.entry("/", (a, b) -> Script.of(Script.number(a) / Script.number(b))),
      Map.entry("//", (a, b) -> Script.of(Math.floor(Script.number(a) / Script.number(b)))),
      Map.entry("%", (a, b) -> Script.of(Script.number(a) % Script.number(b))),
      Map.entry("**", (a, b) -> Script.of(Math.pow(Script.number(a), Script.number(b)))),
      Map.entry("in", (a, b) -> Script.of(in(a, b))));

  private Operators() {}

  /** The one of that sign. */
  static BinaryOperator<JsonNode> of(String sign) {
    return Objects.requireNonNull(ALL.get(sign), sign);
  }

  private static JsonNode plus(JsonNode one, JsonNode other) {
    boolean words = !(one.isNumber() || one.isBoolean()) || !(other.isNumber() || other.isBoolean());
    return words ? Script.of(Script.text(one) + Script.text(other))
        : Script.of(Script.number(one) + Script.number(other));
  }

  private static boolean strictly(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber()) ? one.doubleValue() == other.doubleValue()
        : one.equals(other);
  }

  private static boolean loosely(JsonNode one, JsonNode other) {
    boolean nothing = one.isNull() || one.isMissingNode();
    if (nothing || other.isNull() || other.isMissingNode()) {
      return nothing && (other.isNull() || other.isMissingNode());
    }
    boolean alike = one.getNodeType() == other.getNodeType() || one.isContainer() || other.isContainer();
    return alike ? strictly(one, other) : Script.number(one) == Script.number(other);
  }

  /** Not a number where they can't be compared, which no sign holds for. */
  private static double compare(JsonNode one, JsonNode other) {
    return one.isString() && other.isString() ? one.stringValue().compareTo(other.stringValue())
        : Script.number(one) - Script.number(other);
  }

  private static boolean in(JsonNode one, JsonNode many) {
    if (many.isString()) {
      return many.stringValue().contains(Script.text(one));
    }
    return many.isObject() ? many.has(Script.text(one))
        : many.valueStream().anyMatch(each -> strictly(each, one));
  }
}
