package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Tool;
import dev.athanor.prompt.schema.JsonSchema;
import dev.athanor.prompt.schema.Picoschema;
import dev.athanor.prompt.source.FrontMatter;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a {@link PromptHeader}. Each mistake is named by the line and column of its value. */
final class HeaderReader {
  private static final List<String> KEYS =
      List.of("config", "description", "input", "metadata", "model", "name",
          "output", "toolDefs", "tools", "variant", "version");
  private static final List<String> INPUT = List.of("default", "schema");
  private static final List<String> OUTPUT = List.of("format", "schema");
  private static final int A_SLIP = 2;

  private final FrontMatter file;
  private final ObjectNode values;
  private final Map<String, JsonNode> schemas;

  HeaderReader(FrontMatter file, Map<String, JsonNode> schemas) {
    this.file = file;
    this.values = file.values();
    this.schemas = schemas;
  }

  PromptHeader read() {
    checkKeys();
    return new PromptHeader(new PromptHeader.About(text("name"), text("variant"), text("description")), text(
        "model"), ConfigSettings.of(file), input(), output(), tools(), SharedState.of(file), values);
  }

  /** Other keys are allowed, as Dotprompt has it, unless they look like one of its own with a slip of the hand. */
  private void checkKeys() {
    for (String key : values.propertyNames()) {
      String nearest = Nearest.to(key, KEYS, 1).getFirst();
      if (!KEYS.contains(key) && key.length() > A_SLIP && Nearest.distance(key, nearest) <= A_SLIP) {
        throw file.malformed(List.of(key), "this key is unknown; did you mean " + nearest
            + "? A key of your own has a dot, such as my." + key);
      }
    }
  }

  private Optional<String> text(String key) {
    JsonNode value = values.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() || value.stringValue().isBlank()) {
      throw file.malformed(List.of(key), value + " is no text; expected some words");
    }
    return Optional.of(value.stringValue());
  }

  private ObjectNode object(String key, List<String> members) {
    JsonNode value = values.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Json.object();
    }
    if (!(value instanceof ObjectNode object)) {
      throw file.malformed(List.of(key),
          value + " can't stand here; expected " + String.join(" and ", members));
    }
    for (String member : object.propertyNames()) {
      if (!members.contains(member)) {
        throw file.malformed(List.of(key, member),
            "this key is unknown; expected " + String.join(" or ", members));
      }
    }
    return object;
  }

  private PromptHeader.Input input() {
    ObjectNode input = object("input", INPUT);
    JsonNode defaults = input.path("default");
    if (!defaults.isMissingNode() && !defaults.isNull() && !defaults.isObject()) {
      throw file.malformed(List.of("input", "default"),
          defaults + " has no names; expected names with values");
    }
    return new PromptHeader.Input(defaults instanceof ObjectNode object ? object : Json.object(),
        schema(input.path(
            "schema"), List.of("input", "schema")));
  }

  private PromptOutput output() {
    ObjectNode output = object("output", OUTPUT);
    Optional<JsonSchema> schema = schema(output.path("schema"), List.of("output", "schema"));
    JsonNode format = output.path("format");
    return switch (format.asString(format.isMissingNode() || format.isNull() ? "" : "?")) {
      case "" -> new PromptOutput(schema.isPresent(), schema);
      case "json" -> new PromptOutput(true, schema);
      case "text" -> {
        if (schema.isPresent()) {
          throw file.malformed(List.of("output", "format"),
              "text has no schema; expected json, or no schema");
        }
        yield PromptOutput.TEXT;
      }
      default -> throw file.malformed(List.of("output", "format"), format
          + " is an unknown format; expected json or text");
    };
  }

  private PromptHeader.Tools tools() {
    List<String> names = new ArrayList<>();
    for (JsonNode name : list("tools")) {
      if (!name.isString()) {
        throw file.malformed(List.of("tools"), name + " is no name of a tool; expected a list of names");
      }
      names.add(name.stringValue());
    }
    List<Tool> definitions = new ArrayList<>();
    List<JsonNode> defined = list("toolDefs");
    for (int i = 0; i < defined.size(); i++) {
      definitions.add(tool(defined.get(i), List.of("toolDefs", String.valueOf(i))));
    }
    return new PromptHeader.Tools(names, definitions);
  }

  private Tool tool(JsonNode definition, List<String> path) {
    if (!definition.path("name").isString()) {
      throw file.malformed(path, definition + " has no name; expected name, description and inputSchema");
    }
    JsonNode parameters = schema(definition.path("inputSchema"), List.of(path.get(0), path.get(1),
        "inputSchema")).map(JsonSchema::json).orElseGet(() -> Json.object().put("type", "object"));
    return new Tool(definition.path("name").stringValue(), definition.path("description").asString(""),
        parameters);
  }

  private List<JsonNode> list(String key) {
    JsonNode value = values.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw file.malformed(List.of(key), value + " is no list; expected one, such as [search, mail]");
    }
    return value.valueStream().toList();
  }

  private Optional<JsonSchema> schema(JsonNode written, List<String> path) {
    if (written.isMissingNode() || written.isNull()) {
      return Optional.empty();
    }
    JsonNode schema = new Picoschema(schemas, (below, message) -> problem(path, below, message)).toJsonSchema(
        written);
    return Optional.of(JsonSchema.of(schema, message -> problem(path, List.of(), message)));
  }

  private AthanorException problem(List<String> path, List<String> below, String message) {
    return file.malformed(Stream.concat(path.stream(), below.stream()).toList(), message);
  }
}
