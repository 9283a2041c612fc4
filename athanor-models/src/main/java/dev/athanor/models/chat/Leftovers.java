package dev.athanor.models.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of which is taken what has a type. What is left has none, and is kept: so nothing is dropped that nobody has
 * decided to drop. Used by one thread.
 */
public final class Leftovers {
  private final ObjectNode tree;

  private Leftovers(ObjectNode tree) {
    this.tree = tree;
  }

  /** All of this object, which is not changed; of what is no object, nothing. */
  public static Leftovers of(JsonNode object) {
    return new Leftovers(object instanceof ObjectNode node ? node.deepCopy()
        : dev.athanor.json.Json.object());
  }

  /** One member of an object, of which the others are not copied. */
  public static Leftovers of(JsonNode object, String member) {
    ObjectNode tree = dev.athanor.json.Json.object();
    if (object.get(member) != null) {
      tree.set(member, object.get(member).deepCopy());
    }
    return new Leftovers(tree);
  }

  /** Takes a member, by its name or by the names that lead to it. */
  public Optional<JsonNode> take(String... path) {
    ObjectNode holder = tree;
    for (int depth = 0; depth < path.length - 1; depth++) {
      if (!(holder.get(path[depth]) instanceof ObjectNode next)) {
        return Optional.empty();
      }
      holder = next;
    }
    return Optional.ofNullable(holder.remove(path[path.length - 1])).filter(node -> !node.isNull());
  }

  /** Takes a text; what is something else is left. */
  public Optional<String> text(String... path) {
    Optional<JsonNode> taken = take(path);
    return returned(taken, taken.filter(JsonNode::isString).isPresent(), path).map(JsonNode::stringValue);
  }

  /** Takes a whole number; what is something else is left. */
  public Optional<Long> number(String... path) {
    Optional<JsonNode> taken = take(path);
    return returned(taken, taken.filter(JsonNode::isIntegralNumber).isPresent(), path)
        .map(JsonNode::longValue);
  }

  /** Takes an array's items; what is something else is left. */
  public List<JsonNode> items(String... path) {
    Optional<JsonNode> taken = take(path);
    return returned(taken, taken.filter(JsonNode::isArray).isPresent(), path)
        .map(array -> array.valueStream().toList()).orElse(List.of());
  }

  private Optional<JsonNode> returned(Optional<JsonNode> taken, boolean fits, String... path) {
    if (fits || taken.isEmpty()) {
      return taken;
    }
    ObjectNode holder = tree;
    for (int depth = 0; depth < path.length - 1; depth++) {
      holder = (ObjectNode) holder.get(path[depth]);
    }
    holder.set(path[path.length - 1], taken.get());
    return Optional.empty();
  }

  /** Puts back a text of which the type says only a part. */
  public void keep(String name, String text) {
    tree.put(name, text);
  }

  /** Puts back a number that the type has only as a part of a sum. */
  public void keep(long number, String holder, String name) {
    Bodies.object(tree, holder).put(name, number);
  }

  /** Drops members of which nobody wants to know. */
  public void drop(String... names) {
    tree.remove(List.of(names));
  }

  /** Drops a member if it says what was expected. */
  public void dropIf(String name, String expected) {
    if (tree.path(name).isString() && tree.path(name).stringValue().equals(expected)) {
      tree.remove(name);
    }
  }

  /** What is left, by name; what is null or empty says nothing. */
  public Map<String, JsonNode> rest() {
    Map<String, JsonNode> rest = new TreeMap<>();
    tree.forEachEntry((name, value) -> pruned(value).ifPresent(left -> rest.put(name, left)));
    return rest;
  }

  private static Optional<JsonNode> pruned(JsonNode value) {
    if (value instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      names.forEach(name -> pruned(object.get(name)).ifPresentOrElse(left -> object.set(name, left),
          () -> object.remove(name)));
      return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }
    // The place of an item may mean something: items stay, whatever is in them.
    return value.isNull() || (value instanceof ArrayNode array && array.isEmpty()) ? Optional.empty()
        : Optional.of(value);
  }
}
