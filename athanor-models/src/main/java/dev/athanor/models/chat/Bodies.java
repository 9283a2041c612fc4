package dev.athanor.models.chat;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes in bodies of requests, and joins of the pieces of answers. */
public final class Bodies {
  private Bodies() {}

  /** Merges more into a body: objects member by member, items behind items, anything else in the place of what was there. */
  public static void merge(ObjectNode body, Map<String, JsonNode> more) {
    more.forEach((name, value) -> put(body, name, value));
  }

  private static void put(ObjectNode body, String name, JsonNode value) {
    JsonNode there = body.get(name);
    if (there instanceof ObjectNode object && value instanceof ObjectNode members) {
      members.forEachEntry((member, each) -> put(object, member, each));
    } else if (there instanceof ArrayNode array && value instanceof ArrayNode items) {
      array.addAll(items.valueStream().toList());
    } else {
      body.set(name, value.deepCopy());
    }
  }

  /** Replaces what the later piece says, and keeps what it does not. */
  public static void replace(ObjectNode sum, ObjectNode later) {
    later.forEachEntry((name, value) -> {
      if (sum.get(name) instanceof ObjectNode there && value instanceof ObjectNode members) {
        replace(there, members);
      } else if (!value.isNull() || !sum.has(name)) {
        sum.set(name, value.deepCopy());
      }
    });
  }

  /** Appends a text to that of a member. */
  public static void append(ObjectNode object, String name, String more) {
    object.put(name, object.path(name).isString() ? object.path(name).stringValue() + more : more);
  }

  /** The object of that name, made if it is not there. */
  public static ObjectNode object(ObjectNode holder, String name) {
    return holder.get(name) instanceof ObjectNode there ? there : holder.putObject(name);
  }
}
