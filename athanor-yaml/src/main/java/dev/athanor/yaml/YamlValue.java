package dev.athanor.yaml;

import dev.athanor.json.Json;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;

/** What YAML says, as JSON. */
final class YamlValue {
  private YamlValue() {}

  static JsonNode json(Node node) {
    Object value =
        new StandardConstructor(LoadSettings.builder().build()).constructSingleDocument(java.util.Optional.of(
            node));
    return Json.MAPPER.valueToTree(value);
  }
}
