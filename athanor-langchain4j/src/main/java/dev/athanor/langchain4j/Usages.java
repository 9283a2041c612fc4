package dev.athanor.langchain4j;

import dev.athanor.model.Usage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Counts of tokens, in our words: providers' own counts by the names that LangChain4j gives them. */
final class Usages {
  private Usages() {}

  static Usage ours(TokenUsage usage) {
    JsonNode own = Values.shown(usage);
    Optional<Long> cacheRead = count(own.path("inputTokensDetails").path("cachedTokens"))
        .or(() -> count(own.path("cacheReadInputTokens")))
        .or(() -> count(own.path("cachedContentTokenCount")));
    Optional<Long> cacheWrite = count(own.path("cacheCreationInputTokens"));
    Optional<Long> reasoning = count(own.path("outputTokensDetails").path("reasoningTokens"))
        .or(() -> count(own.path("thoughtsTokenCount")));
    Optional<Long> input = Optional.ofNullable(usage.inputTokenCount()).map(Integer::longValue);
    return new Usage(input.map(count -> count + besides(own, cacheRead, cacheWrite)),
        Optional.ofNullable(usage.outputTokenCount()).map(Integer::longValue), cacheRead, cacheWrite,
        reasoning);
  }

  /** Anthropic counts what it had in its cache, and what it has put there, beside the input and not as a part of it. */
  private static long besides(JsonNode own, Optional<Long> read, Optional<Long> written) {
    boolean beside = own.has("cacheReadInputTokens") || own.has("cacheCreationInputTokens");
    return beside ? read.orElse(0L) + written.orElse(0L) : 0;
  }

  private static Optional<Long> count(JsonNode count) {
    return count.isNumber() ? Optional.of(count.longValue()) : Optional.empty();
  }
}
