package dev.athanor.prompt.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static JsonSchema schema(String json) {
    return JsonSchema.of(Json.parse(json), message -> AthanorException.user("x", message));
  }

  @Test
  void aViolationHasThePathTheValueAndWhatWasExpected() {
    var schema = schema(
        """
            {"type":"object","required":["id"],"additionalProperties":false,"properties":{"id":{"type":"integer"},
             "items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"level":{"enum":["LOW","HIGH"]}}}}}}
            """);
    assertThat(schema.violations(Json.parse("{\"id\":1,\"items\":[{\"name\":\"a\"}]}"))).isEmpty();
    assertThat(schema
        .violations(Json.parse("{\"items\":[{\"name\":\"a\"},{\"name\":5,\"level\":\"MID\"}],\"x\":1}")))
        .extracting(Violation::toString).containsExactlyInAnyOrder(
            "$ is {\"items\":[{\"name\":\"a\"},{\"name\":5,\"level\":\"MID\"}],\"x\":1}: required property 'id' not found",
            "$.items[1].name is 5: integer found, string expected",
            "$.items[1].level is \"MID\": does not have a value in the enumeration [\"LOW\", \"HIGH\"]",
            "$ is {\"items\":[{\"name\":\"a\"},{\"name\":5,\"level\":\"MID\"}],\"x\":1}: property 'x' is not defined in the schema and the schema does not allow additional properties");
  }

  @Test
  void nothingIsFetched() {
    assertThatThrownBy(() -> schema("{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/a.json\"}}}"))
        .hasMessage(
            "the schema refers to http://127.0.0.1:1/a.json, which is elsewhere; expected a reference inside the same schema, such as #/$defs/name");
    assertThatThrownBy(() -> schema("{\"$schema\":\"http://127.0.0.1:1/dialect\",\"type\":\"object\"}"))
        .hasMessageStartingWith("$schema is \"http://127.0.0.1:1/dialect\", which is unknown");
  }

  @Test
  void whatIsNoSchemaIsRefused() {
    assertThatThrownBy(() -> schema("{\"type\":\"objekt\"}")).hasMessageStartingWith(
        "this is no JSON Schema: $.type is \"objekt\"");
    assertThatThrownBy(() -> schema("{\"$ref\":\"#/$defs/missing\"}")).hasMessageStartingWith(
        "this is no JSON Schema: ");
    assertThatThrownBy(() -> schema("{\"type\":\"string\",\"pattern\":\"(\"}")).hasMessageStartingWith(
        "this is no JSON Schema: ");
  }

  @Test
  void anOlderDraftMayBeNamed() {
    var schema =
        schema("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":[{\"type\":\"string\"}]}");
    assertThat(schema.violations(Json.parse("[1]"))).hasSize(1);
  }

  @Test
  void aSchemaMayReferToItself() {
    var schema = schema(
        """
            {"$defs":{"tree":{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#/$defs/tree"}}},
             "additionalProperties":false}},"$ref":"#/$defs/tree"}""");
    assertThat(schema.violations(Json.parse("{\"children\":[{\"children\":[{\"x\":1}]}]}")))
        .extracting(Violation::path)
        .containsExactly("$.children[0].children[0]");
  }
}
