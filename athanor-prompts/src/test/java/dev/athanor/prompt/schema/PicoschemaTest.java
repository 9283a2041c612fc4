package dev.athanor.prompt.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the conformance suite leaves open. */
class PicoschemaTest {
  private static JsonNode schema(String written) {
    return new Picoschema(Map.of(),
        (path, message) -> AthanorException.user("x", String.join(".", path) + ": "
            + message))
        .toJsonSchema(Json.parse(written));
  }

  @Test
  void whatNoTypeIsIsNamedWithTheNearestOnes() {
    assertThatThrownBy(() -> schema("{\"a\":{\"b\":\"strng, words\"}}")).hasMessage(
        "a.b: the type \"strng\" is unknown; nearest: string, any, null");
    assertThatThrownBy(() -> schema("{\"a(list)\":\"string\"}")).hasMessage(
        "a(list): \"list\" is no kind of field; expected (array), (object) or (enum)");
    assertThatThrownBy(() -> schema("{\"a\":5}")).hasMessageStartingWith("a: 5 is no schema");
    assertThatThrownBy(() -> schema("{\"a(enum)\":\"LOW\"}"))
        .hasMessageStartingWith("a(enum): \"LOW\" is no choice");
  }

  @Test
  void jsonSchemaStaysAsItIs() {
    for (String json : new String[]{"{\"type\":\"object\",\"properties\":{}}",
        "{\"anyOf\":[{\"type\":\"string\"}]}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}}"}) {
      assertThat(schema(json)).isEqualTo(Json.parse(json));
    }
  }

  @Test
  void aFieldMayBeCalledLikeAWordOfJsonSchema() {
    assertThat(schema("{\"type\":\"string, what kind\",\"properties\":\"string\"}").path("properties")
        .propertyNames())
        .containsExactly("type", "properties");
  }

  @Test
  void anythingHasNoType() {
    assertThat(schema("\"any\"")).isEqualTo(Json.object());
    assertThat(schema("\"any, what you like\"")).isEqualTo(Json.object().put("description", "what you like"));
  }
}
