package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.template.Template;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts what a suite refers to in the place of the reference: parts of itself ({@code $ref}), variables of the environment. */
final class References {
  private static final String LOCAL = "#/";
  private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{[^}]*\\benv(?:\\.|\\[)[^}]*}}");
  private static final int DEEPEST = 32;

  private References() {}

  static JsonNode resolved(JsonNode root) {
    return resolved(root, root, 0);
  }

  private static JsonNode resolved(JsonNode value, JsonNode root, int depth) {
    if (depth > DEEPEST) {
      throw AthanorException.user("suite-reference", "a $ref refers to itself; take the circle out");
    }
    if (value instanceof ArrayNode array) {
      ArrayNode resolved = array.arrayNode();
      array.forEach(each -> resolved.add(resolved(each, root, depth)));
      return resolved;
    }
    if (!(value instanceof ObjectNode object)) {
      return value;
    }
    ObjectNode resolved = Json.object();
    String reference = object.path("$ref").asString("");
    if (reference.startsWith(LOCAL)) {
      JsonNode there = root.at(reference.substring(1));
      if (there.isMissingNode()) {
        throw AthanorException.user("suite-reference",
            "$ref: " + reference + " refers to what the file has not");
      }
      JsonNode target = resolved(there, root, depth + 1);
      if (!(target instanceof ObjectNode members)) {
        return target;
      }
      resolved.setAll(members);
    }
    object.properties().stream().filter(each -> !reference.startsWith(LOCAL) || !each.getKey().equals("$ref"))
        .forEach(each -> resolved.set(each.getKey(), resolved(each.getValue(), root, depth)));
    return resolved;
  }

  /** With the variables of the environment that it names. */
  static JsonNode withEnvironment(JsonNode value, Map<String, String> environment) {
    return switch (value) {
      case JsonNode text when text.isString() -> dev.athanor.promptfoo.template.Script.of(withEnvironment(text
          .stringValue(), environment));
      case ArrayNode array -> {
        ArrayNode filled = array.arrayNode();
        array.forEach(each -> filled.add(withEnvironment(each, environment)));
        yield filled;
      }
      case ObjectNode object -> {
        ObjectNode filled = Json.object();
        object.properties().forEach(each -> filled.set(each.getKey(), withEnvironment(each.getValue(),
            environment)));
        yield filled;
      }
      default -> value;
    };
  }

  static String withEnvironment(String text, Map<String, String> environment) {
    if (!text.contains("env")) {
      return text;
    }
    ObjectNode names = Json.object();
    names.set("env", Json.MAPPER.valueToTree(environment));
    return ENVIRONMENT.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(Template.of(match.group()).render(
            names)));
  }
}
