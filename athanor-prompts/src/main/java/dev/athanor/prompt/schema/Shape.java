package dev.athanor.prompt.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which members a value may have, as far as its schema says. */
public sealed interface Shape {
  /** Nothing is known, so everything may be. */
  Shape ANYTHING = new Anything();

  /** The shape of what a schema describes. */
  static Shape of(JsonNode schema) {
    return Declared.of(schema, List.of(schema));
  }

  /** The member of this name; empty if there is none. */
  Optional<Shape> member(String name);

  /** What the list has, or the values of the object: what a loop walks over. */
  Shape each();

  /** The declared names of members. */
  List<String> names();

  /** Of which nothing is known. */
  record Anything() implements Shape {
    @Override
    public Optional<Shape> member(String name) {
      return Optional.of(this);
    }

    @Override
    public Shape each() {
      return this;
    }

    @Override
    public List<String> names() {
      return List.of();
    }
  }

  /**
   * Described by schemas, each of which may hold.
   *
   * @param root in which references are looked up
   * @param schemas references followed, alternatives laid side by side
   */
  record Declared(JsonNode root, List<JsonNode> schemas) implements Shape {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");

    static Shape of(JsonNode root, List<JsonNode> schemas) {
      Set<JsonNode> all = new LinkedHashSet<>();
      schemas.forEach(schema -> spread(root, schema, all, new HashSet<>()));
      return all.stream().allMatch(Declared::saysNothing) ? ANYTHING : new Declared(root, List.copyOf(all));
    }

    private static void spread(JsonNode root, JsonNode schema, Set<JsonNode> all, Set<String> followed) {
      all.add(schema);
      String reference = schema.path("$ref").asString("");
      if (reference.startsWith("#") && followed.add(reference)) {
        spread(root, reference.equals("#") ? root : root.at(reference.substring(1)), all, followed);
      }
      ALTERNATIVES.forEach(word -> schema.path(word).valueStream().forEach(each -> spread(root, each, all,
          followed)));
    }

    private static boolean saysNothing(JsonNode schema) {
      return !schema.has("type") && !schema.has("properties") && !schema.has("items") && !schema.has("enum")
          && !schema.has("additionalProperties") && !schema.has("const");
    }

    @Override
    public Optional<Shape> member(String name) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode schema : schemas) {
        if (schema.path("properties").has(name)) {
          found.add(schema.path("properties").path(name));
        } else if (name.matches("\\d+") && schema.has("items")) {
          found.add(schema.path("items"));
        } else if (schema.path("additionalProperties").isObject()) {
          found.add(schema.path("additionalProperties"));
        } else if (schema.path("additionalProperties").asBoolean(false) || schema.has("patternProperties")) {
          return Optional.of(ANYTHING);
        } else if (name.equals("length") && (hasType(schema, "array") || hasType(schema, "string"))) {
          return Optional.of(ANYTHING);
        }
      }
      return found.isEmpty() ? Optional.empty() : Optional.of(of(root, found));
    }

    @Override
    public Shape each() {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode schema : schemas) {
        if (schema.has("items")) {
          found.add(schema.path("items"));
        }
        schema.path("properties").valueStream().forEach(found::add);
        if (schema.path("additionalProperties").isObject()) {
          found.add(schema.path("additionalProperties"));
        }
      }
      return found.isEmpty() ? ANYTHING : of(root, found);
    }

    @Override
    public List<String> names() {
      return schemas.stream().flatMap(schema -> schema.path("properties").propertyNames().stream()).distinct()
          .toList();
    }

    private static boolean hasType(JsonNode schema, String type) {
      JsonNode types = schema.path("type");
      return types.isString() ? types.stringValue().equals(type)
          : types.valueStream().anyMatch(each -> each.asString("").equals(type));
    }
  }
}
