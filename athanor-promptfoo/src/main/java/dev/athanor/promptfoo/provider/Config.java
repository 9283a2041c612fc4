package dev.athanor.promptfoo.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.template.Script;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a suite says of a provider under {@code config}. It is asked for what is known, and {@link #finish} names the rest. For one thread. */
final class Config {
  private final String provider;
  private final ObjectNode json;
  private final Set<String> known = new LinkedHashSet<>();

  Config(String provider, ObjectNode json) {
    this.provider = provider;
    this.json = json;
  }

  Optional<JsonNode> value(String... names) {
    known.addAll(List.of(names));
    for (String name : names) {
      if (json.hasNonNull(name)) {
        return Optional.of(json.get(name));
      }
    }
    return Optional.empty();
  }

  Optional<String> text(String... names) {
    return value(names).map(Script::text);
  }

  Optional<Double> number(String... names) {
    return value(names).map(value -> {
      if (!value.isNumber()) {
        throw wrong(names[0], value, "a number");
      }
      return value.doubleValue();
    });
  }

  Optional<Integer> whole(String... names) {
    return number(names).map(Double::intValue);
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name)
        .ifPresent(value -> value.properties().forEach(each -> texts.put(each.getKey(), Script.text(each
            .getValue()))));
    return texts;
  }

  AthanorException wrong(String name, JsonNode value, String expected) {
    return AthanorException.user("suite-config", "config." + name + " of " + provider + " is "
        + Json.abbreviate(value.toString(), 60) + "; expected " + expected);
  }

  AthanorException cannot(String what) {
    return AthanorException.user("suite-config", what);
  }

  /** Complains about what nobody has asked for. */
  void finish() {
    json.properties().stream().filter(each -> !known.contains(each.getKey()) && !each.getValue().isNull())
        .findFirst().ifPresent(each -> {
          throw AthanorException.user("suite-config", "config." + each.getKey() + " of " + provider
              + " is not known here; known are " + String.join(", ", known));
        });
  }
}
