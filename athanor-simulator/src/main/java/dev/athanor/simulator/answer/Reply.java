package dev.athanor.simulator.answer;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a question gets. */
public sealed interface Reply {
  /**
   * An answer.
   *
   * @param parts text, reasoning and tool calls, in order; a tool call without an id is given one
   * @param finish why it ends
   * @param usage what it took; counted if it is left out
   */
  record Answer(List<Part> parts, FinishReason finish, Optional<Usage> usage) implements Reply {
    /** Copies. */
    public Answer {
      parts = List.copyOf(parts);
      Objects.requireNonNull(finish);
    }

    /** These parts, ended as they ask for. */
    public static Answer of(List<Part> parts) {
      boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
      return new Answer(parts, calls ? FinishReason.TOOL_CALLS : FinishReason.STOP, Optional.empty());
    }

    /** A text. */
    public static Answer text(String text) {
      return of(List.of(new Part.Text(text)));
    }
  }

  /**
   * No answer.
   *
   * @param problem why
   */
  record Refusal(Problem problem) implements Reply {}
}
