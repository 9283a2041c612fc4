package dev.athanor.eval.scorer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a system has answered, whichever system it was.
 *
 * @param text the answer in words; empty if it abstained
 * @param value the answer as JSON, if it is JSON
 * @param abstained whether it said that it can't answer
 * @param citations what the answer says that it stands on
 * @param generation how a model came to it; none where the system does not tell
 */
public record Output(String text, Optional<JsonNode> value, boolean abstained, List<Evidence> citations,
    Optional<Generation> generation) {
  /** One of which nobody tells how it was made. */
  public Output(String text, Optional<JsonNode> value, boolean abstained, List<Evidence> citations) {
    this(text, value, abstained, citations, Optional.empty());
  }

  /** Copies; a value that is missing in JSON is none. */
  public Output {
    Objects.requireNonNull(text);
    value = value.filter(json -> !json.isNull());
    citations = List.copyOf(citations);
  }

  /** Words and nothing else. */
  public static Output text(String text) {
    return new Output(text, Optional.empty(), false, List.of());
  }
}
