package dev.athanor.prompt.schema;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dotprompt's short form of JSON Schema: {@code name: string, what it is}, {@code name?} for what may be missing,
 * {@code tags(array, what they are): string}. What already is JSON Schema stays as it is.
 *
 * @see <a href="https://google.github.io/dotprompt/reference/picoschema/">Picoschema</a>
 */
public final class Picoschema {
  private static final List<String> SCALARS =
      List.of("any", "boolean", "integer", "null", "number", "string");
  private static final Set<String> TYPES = Set.of("any", "boolean", "integer", "null", "number", "string",
      "object", "array");
  /** Words of JSON Schema whose values no Picoschema can have. */
  private static final List<String> WORDS = List.of("$ref", "$schema", "anyOf", "oneOf", "allOf");
  private static final String ANY_OTHER = "(*)";
  private static final Pattern DESCRIBED = Pattern.compile("(.*?), *(.*)", Pattern.DOTALL);

  private final Map<String, JsonNode> named;
  private final BiFunction<List<String>, String, AthanorException> problem;

  /**
   * A reader of schemas.
   *
   * @param named schemas that may be used by name
   * @param problem makes an error of a path of keys below the schema and of what is wrong there
   */
  public Picoschema(Map<String, JsonNode> named, BiFunction<List<String>, String, AthanorException> problem) {
    this.named = named;
    this.problem = problem;
  }

  /** The JSON Schema. */
  public JsonNode toJsonSchema(JsonNode schema) {
    if (schema.isObject()) {
      if (isJsonSchema(schema)) {
        return schema.deepCopy();
      }
      if (schema.path("properties").isObject()) {
        ObjectNode typed = Json.object().put("type", "object");
        schema.properties().forEach(member -> typed.set(member.getKey(), member.getValue().deepCopy()));
        return typed;
      }
    }
    return value(schema, List.of());
  }

  private static boolean isJsonSchema(JsonNode schema) {
    boolean field = schema.properties().stream().anyMatch(member -> member.getKey().contains("("));
    return TYPES.contains(schema.path("type").asString(""))
        || (!field && WORDS.stream().anyMatch(schema::has));
  }

  private ObjectNode value(JsonNode schema, List<String> path) {
    if (schema.isString()) {
      return scalar(schema.stringValue(), path);
    }
    if (schema instanceof ObjectNode object) {
      return object(object, path);
    }
    throw problem.apply(path,
        schema + " is no schema; expected a type, such as string, or fields with their types");
  }

  private ObjectNode scalar(String text, List<String> path) {
    Described type = Described.of(text);
    ObjectNode schema = Json.object();
    if (named.containsKey(type.name())) {
      schema = (ObjectNode) named.get(type.name()).deepCopy();
    } else if (!SCALARS.contains(type.name())) {
      List<String> known = new ArrayList<>(SCALARS);
      known.addAll(named.keySet());
      throw problem.apply(path, "the type \"" + type.name() + "\" is unknown; nearest: "
          + String.join(", ", Nearest.to(type.name(), known, 3)));
    } else if (!type.name().equals("any")) {
      schema.put("type", type.name());
    }
    return type.describe(schema);
  }

  private ObjectNode object(ObjectNode fields, List<String> path) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.MAPPER.createArrayNode();
    schema.put("additionalProperties", false);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      List<String> below = new ArrayList<>(path);
      below.add(field.getKey());
      if (field.getKey().equals(ANY_OTHER)) {
        schema.set("additionalProperties", value(field.getValue(), below));
        continue;
      }
      Key key = Key.of(field.getKey());
      if (!key.optional()) {
        required.add(key.name());
      }
      properties.set(key.name(), field(key, field.getValue(), below));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private ObjectNode field(Key key, JsonNode value, List<String> path) {
    ObjectNode schema = switch (key.kind().name()) {
      case "", "object" -> value(value, path);
      case "array" -> {
        ObjectNode array = Json.object().put("type", "array");
        array.set("items", value(value, path));
        yield array;
      }
      case "enum" -> choice(key, value, path);
      default -> throw problem.apply(path, "\"" + key.kind().name()
          + "\" is no kind of field; expected (array), (object) or (enum)");
    };
    if (key.optional() && schema.path("type").isString()) {
      String type = schema.path("type").stringValue();
      schema.putArray("type").add(type).add("null");
    }
    return key.kind().describe(schema);
  }

  private ObjectNode choice(Key key, JsonNode value, List<String> path) {
    if (!value.isArray()) {
      throw problem.apply(path, value + " is no choice; expected a list of values, such as [LOW, HIGH]");
    }
    ArrayNode choices = (ArrayNode) value.deepCopy();
    if (key.optional() && choices.valueStream().noneMatch(JsonNode::isNull)) {
      choices.addNull();
    }
    ObjectNode schema = Json.object();
    schema.set("enum", choices);
    return schema;
  }

  /** {@code name?(kind, description)}. */
  private record Key(String name, boolean optional, Described kind) {
    static Key of(String text) {
      int open = text.indexOf('(');
      String name = open < 0 ? text : text.substring(0, open);
      Described kind = open < 0 ? new Described("", "")
          : Described.of(text.substring(open + 1, text.endsWith(")") ? text.length() - 1 : text.length()));
      boolean optional = name.endsWith("?");
      return new Key(optional ? name.substring(0, name.length() - 1) : name, optional, kind);
    }
  }

  /** {@code name, description}. */
  private record Described(String name, String description) {
    static Described of(String text) {
      Matcher matcher = DESCRIBED.matcher(text);
      return matcher.matches() ? new Described(matcher.group(1), matcher.group(2)) : new Described(text, "");
    }

    ObjectNode describe(ObjectNode schema) {
      return description.isEmpty() ? schema : schema.put("description", description);
    }
  }
}
