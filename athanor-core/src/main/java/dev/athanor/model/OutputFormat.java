package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.JsonNode;

/** What form the answer has. In JSON its kind is the member {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = OutputFormat.Text.class, name = "text"),
    @JsonSubTypes.Type(value = OutputFormat.Json.class, name = "json"),
    @JsonSubTypes.Type(value = OutputFormat.Schema.class, name = "schema")})
public sealed interface OutputFormat {
  /** Free text. */
  record Text() implements OutputFormat {}

  /** Some JSON. */
  record Json() implements OutputFormat {}

  /**
   * JSON that a JSON Schema describes.
   *
   * @param name of the schema, for the provider
   * @param schema of type object
   */
  record Schema(String name, JsonNode schema) implements OutputFormat {}
}
