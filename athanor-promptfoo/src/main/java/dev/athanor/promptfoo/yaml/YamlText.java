package dev.athanor.promptfoo.yaml;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** YAML, of which JSON is a part. A date stays the text that was written; {@code <<} takes over what another mapping has. */
public final class YamlText {
  private static final String MERGE = "<<";

  private YamlText() {}

  /**
   * The value that a text is.
   *
   * @param name for messages
   * @throws AthanorException {@code suite-yaml} with the place
   */
  public static JsonNode read(String name, String text) {
    Optional<JsonNode> json = plain(text);
    if (json.isPresent()) {
      return json.get();
    }
    try {
      return json(new Load(LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false)
          .setCodePointLimit(
              Integer.MAX_VALUE)
          .setMaxAliasesForCollections(Integer.MAX_VALUE).build()).loadFromString(text));
    } catch (YamlEngineException e) {
      throw AthanorException.user("suite-yaml", name + " is not YAML: " + e.getMessage()
          + "; mend it there and try again");
    }
  }

  /** The value that a text is, if it is one. */
  public static Optional<JsonNode> lenient(String text) {
    Optional<JsonNode> json = plain(text);
    if (json.isPresent()) {
      return json;
    }
    try {
      return Optional.of(json(new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build())
          .loadFromString(text)));
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  /** JSON is read as such, which is many times faster. */
  private static Optional<JsonNode> plain(String text) {
    String start = text.stripLeading();
    try {
      return start.startsWith("{") || start.startsWith("[") ? Optional.of(Json.parse(text))
          : Optional.empty();
    } catch (AthanorException _) {
      return Optional.empty();
    }
  }

  private static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NullNode.getInstance();
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((key, each) -> {
          if (!MERGE.equals(key)) {
            object.set(String.valueOf(key), json(each));
          }
        });
        Object merged = map.get(MERGE);
        if (merged != null) {
          merge(object, merged);
        }
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Json.MAPPER.createArrayNode();
        list.forEach(each -> array.add(json(each)));
        yield array;
      }
      default -> Json.MAPPER.valueToTree(value);
    };
  }

  /** What is written here goes before what is taken over. */
  private static void merge(ObjectNode object, Object merged) {
    for (Object each : merged instanceof List<?> several ? several : List.of(merged)) {
      json(each).properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
    }
  }
}
