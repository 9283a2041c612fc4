package dev.athanor.eval.scorer;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a model came to an answer, where the system tells it.
 *
 * @param finish why the model stopped: {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter}, or the provider's own word;
 *     empty if it did not say
 * @param logProbability mean natural logarithm of its tokens' probabilities; none if not asked for
 * @param offered the tools that it might call, as the request had them; none if there were none
 */
public record Generation(String finish, Optional<Double> logProbability, Optional<JsonNode> offered) {
  /** A value that is missing in JSON is none. */
  public Generation {
    offered = offered.filter(json -> !json.isNull());
  }
}
