package dev.athanor.prompt;

import dev.athanor.model.ModelSettings;
import dev.athanor.prompt.source.FrontMatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Makes settings of {@code config}: the names that every provider knows, and the rest for the one that is asked. */
final class ConfigSettings {
  private static final Set<String> KNOWN = Set.of("temperature", "topP", "topK", "maxOutputTokens", "seed",
      "stopSequences", "reasoningEffort");

  private final FrontMatter file;
  private final JsonNode config;

  private ConfigSettings(FrontMatter file) {
    this.file = file;
    this.config = file.values().path("config");
  }

  static ModelSettings of(FrontMatter file) {
    return new ConfigSettings(file).settings();
  }

  private ModelSettings settings() {
    if (config.isMissingNode() || config.isNull()) {
      return ModelSettings.NONE;
    }
    if (!config.isObject()) {
      throw file.malformed(List.of("config"), config + " is no configuration; expected names with values");
    }
    Map<String, JsonNode> extra = new TreeMap<>();
    config.properties().stream().filter(member -> !KNOWN.contains(member.getKey()))
        .forEach(member -> extra.put(member.getKey(), member.getValue()));
    return new ModelSettings(number("temperature"), number("topP"), integer("topK"),
        integer("maxOutputTokens"), present("seed").map(value -> whole("seed", value)), stop(), present(
            "reasoningEffort").map(value -> text("reasoningEffort", value)),
        extra);
  }

  private Optional<JsonNode> present(String name) {
    return Optional.of(config.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
  }

  private Optional<Double> number(String name) {
    return present(name).map(value -> {
      if (!value.isNumber() || value.doubleValue() < 0) {
        throw wrong(name, value, "a number from 0");
      }
      return value.doubleValue();
    });
  }

  private Optional<Integer> integer(String name) {
    return present(name).map(value -> {
      if (!value.canConvertToInt() || whole(name, value) < 1) {
        throw wrong(name, value, "a whole number from 1");
      }
      return value.intValue();
    });
  }

  private long whole(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, value, "a whole number");
    }
    return value.longValue();
  }

  private String text(String name, JsonNode value) {
    if (!value.isString()) {
      throw wrong(name, value, "text");
    }
    return value.stringValue();
  }

  private List<String> stop() {
    List<String> texts = new ArrayList<>();
    present("stopSequences").ifPresent(value -> {
      for (JsonNode each : value.isArray() ? value : List.of(value)) {
        texts.add(text("stopSequences", each));
      }
    });
    return texts;
  }

  private RuntimeException wrong(String name, JsonNode value, String expected) {
    return file.malformed(List.of("config", name), value + " is no value for it; expected " + expected);
  }
}
