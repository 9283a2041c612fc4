package dev.athanor.eval.scorer.agent;

import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.eval.scorer.json.JsonSame;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When the arguments of a call are those expected.
 *
 * @param compared whether they count at all, or only the name of the tool
 * @param tolerance how far off a number may be, as a part of the expected one
 * @param ignoreCase whether the case of text makes no difference
 * @param others whether there may be arguments that are not expected
 * @param ignored names of arguments that do not count
 */
public record ArgumentMatch(boolean compared, double tolerance, boolean ignoreCase, boolean others,
    Set<String> ignored) {
  /** Equal by value. */
  public static final ArgumentMatch EQUAL = new ArgumentMatch(true, 0, false, false, Set.of());

  /** Copies. */
  public ArgumentMatch {
    ignored = Set.copyOf(ignored);
  }

  boolean test(ToolUse use, Expected expected) {
    if (!use.name().equals(expected.tool())) {
      return false;
    }
    if (!compared || expected.arguments().isEmpty()) {
      return true;
    }
    Optional<ObjectNode> said = Expected.arguments(use);
    return said.isPresent() && equal(said.get(), expected.arguments().get());
  }

  private boolean equal(ObjectNode said, ObjectNode expected) {
    boolean there = expected.properties().stream().filter(each -> !ignored.contains(each.getKey()))
        .allMatch(each -> said.has(each.getKey()) && equal(said.path(each.getKey()), each.getValue()));
    return there && (others || said.propertyNames().stream()
        .allMatch(name -> expected.has(name) || ignored.contains(name)));
  }

  private boolean equal(JsonNode said, JsonNode expected) {
    if (said.isNumber() && expected.isNumber()) {
      double off = said.decimalValue().subtract(expected.decimalValue()).abs().doubleValue();
      return off <= tolerance * Math.abs(expected.doubleValue());
    }
    if (said.isString() && expected.isString() && ignoreCase) {
      return said.stringValue().toLowerCase(Locale.ROOT)
          .equals(expected.stringValue().toLowerCase(Locale.ROOT));
    }
    return new JsonSame(false).test(said, expected);
  }
}
