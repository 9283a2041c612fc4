package dev.athanor.promptfoo.assertion;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.athanor.eval.scorer.json.JsonSame;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Assertions about JSON in an answer. */
final class JsonChecks {
  /** Where JSON may be to be looked for, as far as promptfoo looks. */
  private static final int LONGEST = 100_000;
  /** Reads a member that is there twice, as JavaScript does. */
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private JsonChecks() {}

  static Check isJson(One assertion) {
    Optional<Schema> schema = schema(assertion);
    return (sample, _) -> {
      Optional<JsonNode> said = parsed(sample.output().text());
      List<String> wrong = said.map(json -> errors(schema, json)).orElse(List.of("the answer is no JSON"));
      return Verdict.of(wrong.isEmpty(), assertion.inverse(),
          wrong.isEmpty() ? "JSON as wanted" : String.join("; ", wrong));
    };
  }

  static Check containsJson(One assertion) {
    Optional<Schema> schema = schema(assertion);
    return (sample, _) -> {
      List<JsonNode> found = objects(sample.output().text());
      boolean holds = found.stream().anyMatch(json -> errors(schema, json).isEmpty());
      return Verdict.of(holds, assertion.inverse(), holds ? "JSON as wanted is in it"
          : found.isEmpty() ? "no JSON is in it" : String.join("; ", errors(schema, found.getLast())));
    };
  }

  private static List<String> errors(Optional<Schema> schema, JsonNode json) {
    return schema.map(each -> each.validate(json).stream().map(Object::toString).distinct().toList()).orElse(
        List.of());
  }

  /** Where JSON does not fit a schema. */
  static List<String> errors(JsonNode schema, JsonNode json) {
    return SCHEMAS.getSchema(schema).validate(json).stream().map(Object::toString).distinct().toList();
  }

  private static Optional<Schema> schema(One assertion) {
    return assertion.value().filter(value -> !value.isString() || !value.stringValue().isBlank())
        .map(value -> {
          JsonNode json = value.isString() ? YamlText.read(assertion.written(), value.stringValue()) : value;
          if (!json.isObject()) {
            throw Values.wrong(assertion, "a JSON Schema, or YAML that is one");
          }
          try {
            Schema schema = SCHEMAS.getSchema(json);
            schema.initializeValidators();
            return schema;
          } catch (SchemaException e) {
            throw Values.wrong(assertion, "a JSON Schema: " + e.getMessage());
          }
        });
  }

  static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(json -> !json.isMissingNode());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  static boolean same(JsonNode one, JsonNode other) {
    return new JsonSame(false).test(one, other);
  }

  /** The objects in a text, from each outermost brace to the one that closes it; at the end of the text braces may be missing. */
  static List<JsonNode> objects(String text) {
    List<JsonNode> found = new ArrayList<>();
    for (int start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start)) {
      int end = closing(text, start);
      int last = end < 0 ? Math.min(text.length(), start + LONGEST) : end;
      String candidate = text.substring(start, last) + "}".repeat(end < 0 ? open(text, start, last) : 0);
      Optional<JsonNode> object = parsed(candidate).or(() -> YamlText.lenient(candidate)).filter(
          JsonNode::isObject);
      object.ifPresent(found::add);
      start = object.isPresent() ? last : start + 1;
    }
    return found;
  }

  private static int closing(String text, int start) {
    int open = 0;
    for (int i = start; i < Math.min(text.length(), start + LONGEST); i++) {
      open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (open == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int open(String text, int start, int end) {
    int open = 0;
    for (int i = start; i < end; i++) {
      open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
    }
    return open;
  }
}
