package dev.athanor.prompt.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema, by draft 2020-12 unless it names another one. It is all in one piece: a reference to a schema elsewhere is
 * refused, since nothing is fetched. Safe for use by many threads.
 */
public final class JsonSchema {
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
      SpecificationVersion.DRAFT_2020_12,
      builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
          .pathType(PathType.JSON_PATH).locale(Locale.ENGLISH).formatAssertionsEnabled(true).build()));

  private final JsonNode json;
  private final Schema compiled;

  private JsonSchema(JsonNode json, Schema compiled) {
    this.json = json;
    this.compiled = compiled;
  }

  /**
   * A schema.
   *
   * @param problem makes an error of what is wrong with it
   */
  public static JsonSchema of(JsonNode json, Function<String, AthanorException> problem) {
    Optional<String> elsewhere = elsewhere(json);
    if (elsewhere.isPresent()) {
      throw problem.apply("the schema refers to " + elsewhere.get()
          + ", which is elsewhere; expected a reference inside the same schema, such as #/$defs/name");
    }
    String dialect = json.path("$schema").asString(SpecificationVersion.DRAFT_2020_12.getDialectId());
    if (SpecificationVersion.fromDialectId(dialect).isEmpty()) {
      throw problem.apply("$schema is \"" + dialect + "\", which is unknown; expected "
          + SpecificationVersion.DRAFT_2020_12.getDialectId() + ", or leave it out");
    }
    try {
      List<Violation> wrong = violations(SCHEMAS.getSchema(SchemaLocation.of(dialect)), json);
      if (!wrong.isEmpty()) {
        throw problem.apply("this is no JSON Schema: " + Violation.text(wrong));
      }
      Schema compiled = SCHEMAS.getSchema(json);
      compiled.initializeValidators();
      return new JsonSchema(json, compiled);
    } catch (SchemaException e) {
      throw problem.apply("this is no JSON Schema: " + e.getMessage());
    }
  }

  private static Optional<String> elsewhere(JsonNode json) {
    for (String word : List.of("$ref", "$dynamicRef")) {
      JsonNode reference = json.path(word);
      if (reference.isString() && !reference.stringValue().startsWith("#")) {
        return Optional.of(reference.stringValue());
      }
    }
    return json.valueStream().flatMap(each -> elsewhere(each).stream()).findFirst();
  }

  /** The schema. */
  public JsonNode json() {
    return json;
  }

  /** In which ways a value does not fit; empty if it does. */
  public List<Violation> violations(JsonNode value) {
    return violations(compiled, value);
  }

  private static List<Violation> violations(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(error -> new Violation(error.getInstanceLocation().toString(),
        error.getInstanceNode() == null ? Json.MAPPER.missingNode() : error.getInstanceNode(), error
            .getMessage()))
        .distinct().toList();
  }
}
