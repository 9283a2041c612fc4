package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a record; it remembers which were asked for, so that nothing that nobody asked for is dropped. Owned by one thread. */
final class Members {
  private final ObjectNode record;
  private final Set<String> asked = new HashSet<>();

  Members(ObjectNode record) {
    this.record = record;
  }

  /** The value of a member, if it is there. */
  @Nullable
  JsonNode get(String name) {
    asked.add(name);
    return record.get(name);
  }

  /** The value of the first of two members that is there. */
  @Nullable
  JsonNode get(String first, String second) {
    JsonNode value = get(first);
    JsonNode other = get(second);
    return value == null || value.isNull() ? other : value;
  }

  /** The value of a member; an object of one member stands for that member. */
  @Nullable
  JsonNode single(String name) {
    JsonNode value = get(name);
    return value != null && value.isObject() && value.size() == 1 ? value.iterator().next() : value;
  }

  /** A member that must be there. */
  Members need(String name) {
    JsonNode value = record.get(name);
    if (value == null || value.isNull()) {
      throw AthanorException.user("case-input",
          "it has no " + name + ", which is what a system is asked; it has "
              + record.propertyNames());
    }
    return this;
  }

  /** The draft with what nobody has asked for in its metadata. */
  Draft andTheRest(Draft draft) {
    record.properties().forEach(member -> {
      if (!asked.contains(member.getKey())) {
        draft.metadata(member.getKey(), member.getValue());
      }
    });
    return draft;
  }
}
