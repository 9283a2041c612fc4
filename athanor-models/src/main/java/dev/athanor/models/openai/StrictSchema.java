package dev.athanor.models.openai;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether OpenAI can promise answers that a schema describes: it can if each object has all its members required and no others allowed
 * (OpenAI, "Structured model outputs", supported schemas).
 */
final class StrictSchema {
  private static final Set<String> UNSUPPORTED =
      Set.of("allOf", "oneOf", "not", "if", "dependentRequired", "dependentSchemas", "patternProperties");

  private StrictSchema() {}

  static boolean fits(JsonNode schema) {
    return schema.path("type").asString("").equals("object") && schema.path("anyOf").isMissingNode()
        && everywhere(schema);
  }

  private static boolean everywhere(JsonNode node) {
    if (node.isObject() && (node.has("properties") || node.path("type").asString("").equals("object"))
        && !closed(node)) {
      return false;
    }
    if (node.isObject() && node.propertyNames().stream().anyMatch(UNSUPPORTED::contains)
        && !node.path("type").isObject()) {
      return false;
    }
    return node.valueStream().allMatch(StrictSchema::everywhere);
  }

  private static boolean closed(JsonNode object) {
    Set<String> required = new java.util.HashSet<>();
    object.path("required").forEach(name -> required.add(name.asString("")));
    return object.path("additionalProperties").isBoolean()
        && !object.path("additionalProperties").booleanValue()
        && required.containsAll(object.path("properties").propertyNames());
  }
}
