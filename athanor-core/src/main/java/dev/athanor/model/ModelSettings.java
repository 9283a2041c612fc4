package dev.athanor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * How a model is to answer. What is left out is left to the provider.
 *
 * @param temperature from 0
 * @param topP from 0 to 1
 * @param topK at least 1
 * @param maxOutputTokens at least 1
 * @param seed for providers that have one; no promise of the same answer
 * @param stop texts before which the answer ends
 * @param reasoningEffort as the provider calls it, such as {@code low}
 * @param extra what only this provider knows, sent as it stands in the request's body
 */
public record ModelSettings(Optional<Double> temperature, Optional<Double> topP, Optional<Integer> topK,
    Optional<Integer> maxOutputTokens, Optional<Long> seed, List<String> stop,
    Optional<String> reasoningEffort,
    Map<String, JsonNode> extra) {
  /** Everything left to the provider. */
  public static final ModelSettings NONE =
      new ModelSettings(Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of());

  /** Copies; what a record in JSON lacks is empty. */
  public ModelSettings {
    stop = List.copyOf(stop);
    extra = Map.copyOf(new TreeMap<>(extra));
  }

  /** These, and where they say nothing, those. */
  public ModelSettings or(ModelSettings others) {
    Map<String, JsonNode> both = new TreeMap<>(others.extra);
    both.putAll(extra);
    return new ModelSettings(temperature.or(() -> others.temperature), topP.or(() -> others.topP), topK.or(
        () -> others.topK), maxOutputTokens.or(() -> others.maxOutputTokens), seed.or(() -> others.seed),
        stop.isEmpty() ? others.stop : stop, reasoningEffort.or(() -> others.reasoningEffort), both);
  }
}
