package dev.athanor.eval.scorer;

import dev.athanor.model.Message;
import java.time.Duration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a system did for an answer, out of the record of its run.
 *
 * @param messages the conversation with models, if there was one, the oldest first
 * @param tools called, in order; empty if it is not known which
 * @param found passages that retrieval gave, the best first; empty if it is not known which
 * @param steps how many there were
 * @param lived how many of them were lived, not answered from the past
 * @param tokens of models, in and out, also of answers from the past; empty if not known
 * @param dollars that the answer cost, also of answers from the past; empty if not known
 * @param lasted how long the steps took when they were lived; empty if not known
 */
public record Trail(List<Message> messages, Optional<List<ToolUse>> tools, Optional<List<Evidence>> found,
    int steps, int lived, Optional<Long> tokens, Optional<BigDecimal> dollars, Optional<Duration> lasted) {
  /** Nothing is known. */
  public static final Trail UNKNOWN =
      new Trail(List.of(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty(),
          Optional.empty());

  /** Copies. */
  public Trail {
    messages = List.copyOf(messages);
    tools = tools.map(List::copyOf);
    found = found.map(List::copyOf);
  }

  /** The same of a system whose insides nobody sees: how long it took, and nothing of what it did. */
  public Trail opaque() {
    return new Trail(List.of(), Optional.empty(), Optional.empty(), steps, lived, Optional.empty(),
        Optional.empty(), lasted);
  }
}
