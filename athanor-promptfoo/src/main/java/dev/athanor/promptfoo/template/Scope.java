package dev.athanor.promptfoo.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The names that an expression sees. For one thread. */
final class Scope {
  private final Map<String, JsonNode> own = new HashMap<>();
  private final @Nullable Scope around;

  private Scope(@Nullable Scope around) {
    this.around = around;
  }

  static Scope of(ObjectNode variables) {
    Scope scope = new Scope(null);
    variables.properties().forEach(each -> scope.own.put(each.getKey(), each.getValue()));
    return scope;
  }

  Scope inner() {
    return new Scope(this);
  }

  void set(String name, JsonNode value) {
    own.put(name, value);
  }

  /** Sets a name where it is known, else here. */
  void assign(String name, JsonNode value) {
    Scope place = this;
    for (Scope each = this; each != null; each = each.around) {
      if (each.own.containsKey(name)) {
        place = each;
        break;
      }
    }
    place.own.put(name, value);
  }

  JsonNode named(String name) {
    for (Scope each = this; each != null; each = each.around) {
      Optional<JsonNode> value = Optional.ofNullable(each.own.get(name));
      if (value.isPresent()) {
        return value.get();
      }
    }
    return MissingNode.getInstance();
  }
}
