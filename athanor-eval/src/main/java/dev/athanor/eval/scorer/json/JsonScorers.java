package dev.athanor.eval.scorer.json;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Scorers of JSON. What an answer says in words counts as JSON if it is some, with or without a Markdown fence. */
public final class JsonScorers {
  /** As files name them. */
  public static final List<Kind> KINDS = List.of(
      new Kind("json-equal", "the same JSON: members in any order, numbers by value", "a reference",
          List.of(new Setting("anyOrder",
              "whether elements of arrays may stand in another order; by default false")),
          "", given -> equal(given.flag("anyOrder", false))),
      new Kind("json-schema", "JSON that a schema describes", "-",
          List.of(new Setting("schema", "a JSON Schema")),
          "JSON Schema 2020-12", given -> schema(given.neededObject("schema"))));

  private static final Pattern FENCED =
      Pattern.compile("\\s*```(?:json)?\\s*\\n(.*?)\\n?\\s*```\\s*", Pattern.DOTALL);
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private JsonScorers() {}

  /** The same JSON. An array as reference is one right answer, not several; in an array of several, wrap each. */
  public static Scorer equal(boolean anyOrder) {
    return Scorer.of(Metric.passFail("json-equal", "1"), sample -> sample.given().reference()
        .map(right -> equal(sample, parsed(right), new JsonSame(anyOrder)))
        .orElseGet(() -> References.missing(sample.given(), "json-equal")));
  }

  private static Score equal(Sample sample, JsonNode right, JsonSame same) {
    return of(sample.output()).map(said -> {
      Optional<String> difference = same.difference("$", said, right);
      return Score.passed(difference.isEmpty(), difference.orElse("equal"));
    }).orElseGet(() -> Score.passed(false, "the answer is no JSON"));
  }

  private static JsonNode parsed(JsonNode right) {
    return right.isString() ? read(right.stringValue()).orElse(right) : right;
  }

  /**
   * JSON that a schema describes.
   *
   * @throws AthanorException {@code scorer-setting} if it is no schema
   */
  public static Scorer schema(JsonNode schema) {
    Schema compiled;
    try {
      compiled = SCHEMAS.getSchema(schema);
      compiled.initializeValidators();
    } catch (SchemaException e) {
      throw AthanorException.user("scorer-setting",
          "the scorer json-schema has no JSON Schema as its schema: "
              + e.getMessage());
    }
    return Scorer.of(Metric.passFail("json-schema", "1"), sample -> of(sample.output()).map(said -> {
      List<String> wrong = compiled.validate(said).stream().map(Object::toString).distinct().toList();
      return Score.passed(wrong.isEmpty(), wrong.isEmpty() ? "valid" : String.join("; ", wrong));
    }).orElseGet(() -> Score.passed(false, "the answer is no JSON")));
  }

  /** An answer as JSON, if it is some. */
  public static Optional<JsonNode> of(Output output) {
    return output.value().or(() -> read(output.text()));
  }

  private static Optional<JsonNode> read(String text) {
    Matcher fenced = FENCED.matcher(text);
    try {
      return Optional.of(Json.parse(fenced.matches() ? fenced.group(1) : text));
    } catch (AthanorException _) {
      return Optional.empty();
    }
  }
}
