package dev.athanor.eval.scorer;

import dev.athanor.model.Message;
import java.time.Duration;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a system did for an answer, out of the record of its run.
 *
 * @param messages the conversation with models, if there was one, the oldest first
 * @param tools called, in order
 * @param found passages that retrieval gave, the best first
 * @param steps how many there were
 * @param lived how many of them were lived, not answered from the past
 * @param tokens of models, in and out, also of answers from the past
 * @param dollars that the answer cost, also of answers from the past
 * @param lasted how long the steps took when they were lived
 */
public record Trail(List<Message> messages, List<ToolUse> tools, List<Evidence> found, int steps, int lived,
    long tokens, BigDecimal dollars, Duration lasted) {
  /** Nothing is known. */
  public static final Trail UNKNOWN =
      new Trail(List.of(), List.of(), List.of(), 0, 0, 0, BigDecimal.ZERO, Duration.ZERO);

  /** Copies. */
  public Trail {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    found = List.copyOf(found);
  }
}
