package dev.athanor.proxy.reading;

import dev.athanor.model.Usage;
import dev.athanor.simulator.protocol.Reading;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads counts of tokens. What is not said is empty. */
final class Counts {
  private Counts() {}

  static Optional<Long> of(JsonNode object, String name) {
    return Reading.member(object, name).filter(JsonNode::canConvertToLong).map(JsonNode::longValue);
  }

  /** The sum of those that are said; empty if none is. */
  @SafeVarargs
  static Optional<Long> sum(Optional<Long>... counts) {
    Optional<Long> sum = Optional.empty();
    for (Optional<Long> count : counts) {
      if (count.isPresent()) {
        sum = Optional.of(sum.orElse(0L) + count.get());
      }
    }
    return sum;
  }

  static Usage openAi(JsonNode usage, String input, String output) {
    return new Usage(of(usage, input), of(usage, output), of(Reading.objectOr(usage, input.replace("tokens",
        "tokens_details")), "cached_tokens"), Optional.empty(), of(Reading.objectOr(usage,
            output.replace(
                "tokens", "tokens_details")),
            "reasoning_tokens"));
  }
}
