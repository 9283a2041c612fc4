package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.error.AthanorException;

/**
 * A model by provider and the provider's own name, such as {@code openai:gpt-5-mini}.
 *
 * @param provider as the project calls it
 * @param model as the provider calls it; may itself have colons, as {@code ollama:qwen3:8b}
 */
public record ModelName(String provider, String model) {
  /** Reads {@code PROVIDER:MODEL}. */
  @JsonCreator
  public static ModelName parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw AthanorException.user("model-name", "\"" + text
          + "\" is no model; expected PROVIDER:MODEL, such as openai:gpt-5-mini or ollama:qwen3:8b");
    }
    return new ModelName(text.substring(0, colon), text.substring(colon + 1));
  }

  @JsonValue
  @Override
  public String toString() {
    return provider + ":" + model;
  }
}
