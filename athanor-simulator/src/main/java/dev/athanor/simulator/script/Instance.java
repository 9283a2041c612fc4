package dev.athanor.simulator.script;

import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a value that a JSON Schema describes: types, {@code enum} and {@code const}, objects with all their properties,
 * arrays, lengths, ranges, the usual formats, {@code $ref}, {@code anyOf}, {@code oneOf} and {@code allOf}. Below
 * {@value #DEEPEST} levels only what is required is made, so that recursion ends.
 */
final class Instance {
  private static final int DEEPEST = 6;
  private static final int TOO_DEEP = 64;
  private static final List<String> WORDS =
      List.of("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris", "juniper",
          "kelp",
          "larch");

  private final JsonNode root;
  private final RandomGenerator random;

  private Instance(JsonNode root, RandomGenerator random) {
    this.root = root;
    this.random = random;
  }

  static JsonNode of(JsonNode schema, RandomGenerator random) {
    return new Instance(schema, random).make(schema, 0);
  }

  private JsonNode make(JsonNode given, int depth) {
    JsonNode schema = flat(given, depth);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").size() > 0) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> whole(schema);
      case "number" -> decimal(schema);
      case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
      case "null" -> Json.MAPPER.nullNode();
      default -> Json.MAPPER.getNodeFactory().stringNode(Texts.text(schema, WORDS, random));
    };
  }

  /** The schema with its references, alternatives and additions resolved one level down. */
  private JsonNode flat(JsonNode schema, int depth) {
    if (depth > TOO_DEEP) {
      throw Unmakeable.because("it goes down without an end", schema);
    }
    if (!schema.isObject()) {
      return Json.object();
    }
    ObjectNode flat = ((ObjectNode) schema).deepCopy();
    Optional.ofNullable(flat.remove("$ref"))
        .ifPresent(ref -> merge(flat, flat(resolve(ref.asString()), depth + 1)));
    Optional.ofNullable(flat.remove("allOf")).ifPresent(all -> all.forEach(one -> merge(flat, flat(one, depth
        + 1))));
    for (String either : List.of("anyOf", "oneOf")) {
      Optional.ofNullable(flat.remove(either)).filter(list -> !list.isEmpty()).ifPresent(
          list -> merge(flat, flat(depth > DEEPEST ? simplest(list) : list.get(0), depth + 1)));
    }
    return flat;
  }

  private JsonNode simplest(JsonNode list) {
    for (JsonNode one : list) {
      if (!one.has("$ref") && !type(one).equals("object") && !type(one).equals("array")) {
        return one;
      }
    }
    return list.get(0);
  }

  private JsonNode resolve(String ref) {
    JsonNode target =
        ref.equals("#") ? root : ref.startsWith("#/") ? root.at(ref.substring(1)) : root.path("$none");
    if (target.isMissingNode()) {
      throw Unmakeable.because("its reference " + ref + " leads nowhere", root);
    }
    return target;
  }

  private static void merge(ObjectNode into, JsonNode other) {
    other.forEachEntry((name, value) -> {
      JsonNode mine = into.get(name);
      if (name.equals("properties") && mine != null) {
        value.forEachEntry(((ObjectNode) mine)::putIfAbsent);
      } else if (name.equals("required") && mine != null) {
        value.forEach(((ArrayNode) mine)::add);
      } else if (mine == null) {
        into.set(name, value.deepCopy());
      }
    });
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      return type.get(0).asString().toLowerCase(Locale.ROOT);
    }
    if (type.isString()) {
      return type.stringValue().toLowerCase(Locale.ROOT);
    }
    if (schema.has("properties")) {
      return "object";
    }
    return schema.has("items") || schema.has("prefixItems") ? "array" : "string";
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode made = Json.object();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    schema.path("properties").forEachEntry((name, property) -> {
      if (depth < DEEPEST || required.contains(name)) {
        made.set(name, make(property, depth + 1));
      }
    });
    required.stream().filter(name -> !made.has(name)).forEach(name -> made.set(name, make(schema.path(
        "additionalProperties"), depth + 1)));
    return made;
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode made = Json.MAPPER.createArrayNode();
    schema.path("prefixItems").forEach(item -> made.add(make(item, depth + 1)));
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(Math.max(least, 2));
    int wanted = depth < DEEPEST ? Math.max(least, Math.min(2, most)) : least;
    boolean more = !schema.path("items").isBoolean() || schema.path("items").asBoolean();
    boolean unique = schema.path("uniqueItems").asBoolean(false);
    for (int tries = 0; more && made.size() < wanted && tries < 100 * wanted; tries++) {
      JsonNode item = make(schema.path("items"), depth + 1);
      if (!unique || !contains(made, item)) {
        made.add(item);
      }
    }
    if (made.size() < least) {
      throw Unmakeable.because("it wants " + least + " items, of which only " + made.size()
          + " could be made", schema);
    }
    return made;
  }

  private static boolean contains(ArrayNode items, JsonNode wanted) {
    return items.valueStream().anyMatch(wanted::equals);
  }

  private JsonNode whole(JsonNode schema) {
    Range range = Range.of(schema, 1);
    long step = Math.max(1, schema.path("multipleOf").asLong(1));
    long low = Math.ceilDiv((long) Math.ceil(range.low()), step) * step;
    long high = Math.floorDiv((long) Math.floor(range.high()), step) * step;
    if (low > high) {
      throw Unmakeable.because("no whole number is in its range", schema);
    }
    return Json.MAPPER.getNodeFactory().numberNode(low + step * random.nextLong((high - low) / step + 1));
  }

  private JsonNode decimal(JsonNode schema) {
    if (schema.has("multipleOf") && schema.get("multipleOf").asDouble() > 0) {
      double step = schema.get("multipleOf").asDouble();
      Range range = Range.of(schema, step);
      return Json.MAPPER.getNodeFactory().numberNode(Math.ceil(range.low() / step) * step);
    }
    Range range = Range.of(schema, 1e-9);
    double drawn = range.low() + (range.high() - range.low()) * random.nextDouble();
    double rounded = Math.round(drawn * 100) / 100.0;
    return Json.MAPPER.getNodeFactory()
        .numberNode(rounded < range.low() || rounded > range.high() ? drawn : rounded);
  }

  /** From where to where a number may be. */
  private record Range(double low, double high) {
    static Range of(JsonNode schema, double step) {
      Optional<Double> least = bound(schema, "minimum").or(() -> bound(schema, "exclusiveMinimum").map(b -> b
          + step));
      Optional<Double> most = bound(schema, "maximum").or(() -> bound(schema, "exclusiveMaximum").map(b -> b
          - step));
      double low = least.orElseGet(() -> Math.min(0, most.orElse(0.0) - 100));
      double high = most.orElseGet(() -> Math.max(100, low + 100));
      if (low > high) {
        throw Unmakeable.because("no number is in its range", schema);
      }
      return new Range(low, high);
    }

    private static Optional<Double> bound(JsonNode schema, String name) {
      return Optional.ofNullable(schema.get(name)).filter(JsonNode::isNumber).map(JsonNode::doubleValue);
    }
  }
}
