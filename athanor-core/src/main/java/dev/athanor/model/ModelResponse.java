package dev.athanor.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a model has answered.
 *
 * @param message the answer
 * @param finish why it ended
 * @param usage what it took
 * @param id the provider's name of the answer
 * @param model which model says that it has answered
 * @param extra what else the provider has said, by its own names
 */
public record ModelResponse(Message message, FinishReason finish, Usage usage, Optional<String> id,
    Optional<String> model, Map<String, JsonNode> extra) {
  /** Copies. */
  public ModelResponse {
    Objects.requireNonNull(message);
    Objects.requireNonNull(finish);
    Objects.requireNonNull(usage);
    extra = Map.copyOf(new TreeMap<>(extra));
  }

  /** The text of the answer. */
  public String text() {
    return message.text();
  }

  /** The tools that it wants to be called, in order. */
  public List<Part.ToolCall> toolCalls() {
    return message.parts().stream().filter(Part.ToolCall.class::isInstance).map(Part.ToolCall.class::cast)
        .toList();
  }
}
