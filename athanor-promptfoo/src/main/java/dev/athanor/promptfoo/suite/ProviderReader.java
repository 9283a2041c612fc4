package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.provider.EmbedderTarget;
import dev.athanor.promptfoo.provider.Target;
import dev.athanor.promptfoo.provider.TargetReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the providers of a suite.
 *
 * @param folder of the suite
 * @param targets reads whom they mean
 */
record ProviderReader(SuiteFolder folder, TargetReader targets, Findings findings) {
  private static final Set<String> KNOWN = Set.of("id", "label", "config", "prompts", "description");

  /**
   * A provider.
   *
   * @param label by which reports call it
   * @param id as the suite writes it
   * @param config what the suite says of it
   * @param prompts the only ones that it is sent; all if empty
   */
  record Provider(String label, String id, Target target, ObjectNode config,
      Optional<List<String>> prompts) {
    /** By which tests choose it. */
    List<String> names() {
      return List.of(label, id);
    }
  }

  List<Provider> read(String place, JsonNode providers) {
    List<Provider> all = new ArrayList<>();
    List<JsonNode> items = providers.isArray() ? providers.valueStream().toList() : List.of(providers);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String here = providers.isArray() ? place + "[" + i + "]" : place;
      if (item.isString() && SuiteFolder.names(item.stringValue()) && item.stringValue().matches(
          ".*\\.(ya?ml|json)")) {
        findings.attempt(here, () -> read(here, folder.value(folder.one(item.stringValue())))).ifPresent(
            all::addAll);
      } else {
        findings.attempt(here, () -> provider(item)).ifPresent(all::add);
      }
    }
    return all;
  }

  /** The provider that is written here: its id, or an object with it. */
  Provider provider(JsonNode item) {
    ObjectNode object = normal(item);
    List<String> others = object.propertyNames().stream().filter(name -> !KNOWN.contains(name)).toList();
    if (!others.isEmpty()) {
      throw AthanorException.user("suite-provider", object.path("id").asString("") + " has "
          + String.join(", ", others) + ", which can't be done here");
    }
    String id = object.path("id").asString("");
    if (id.isEmpty()) {
      throw AthanorException.user("suite-provider",
          "this names no provider: " + Json.abbreviate(item.toString(),
              80));
    }
    ObjectNode config = config(object);
    Optional<List<String>> prompts = Optional.of(object.path("prompts")).filter(JsonNode::isArray)
        .map(all -> all.valueStream().map(each -> each.asString("")).toList());
    return new Provider(object.path("label").asString(id), id, targets.read(id, config), config, prompts);
  }

  /** Who makes vectors. */
  EmbedderTarget embedder(JsonNode item) {
    ObjectNode object = normal(item);
    return targets.embedder(object.path("id").asString(""), config(object));
  }

  /** What is said to a provider, of a provider or a prompt. */
  static ObjectNode config(JsonNode item) {
    JsonNode config = item.path("config");
    if (config.isMissingNode() || config.isNull()) {
      return Json.object();
    }
    if (config instanceof ObjectNode given) {
      return given;
    }
    throw AthanorException.user("suite-config", "config is " + Json.abbreviate(config.toString(), 60)
        + "; expected its members here, a file of them is not read");
  }

  /** The name of a provider as the only member, with all else in it, is another way to write it. */
  private static ObjectNode normal(JsonNode item) {
    if (item.isString()) {
      return Json.object().put("id", item.stringValue());
    }
    if (!(item instanceof ObjectNode object)) {
      return Json.object();
    }
    Optional<Map.Entry<String, JsonNode>> only =
        object.has("id") ? Optional.empty() : object.properties().stream()
            .findFirst();
    if (only.isPresent() && only.get().getValue() instanceof ObjectNode inner) {
      ObjectNode normal = inner.deepCopy();
      return normal.has("id") ? normal : normal.put("id", only.get().getKey());
    }
    return object;
  }
}
