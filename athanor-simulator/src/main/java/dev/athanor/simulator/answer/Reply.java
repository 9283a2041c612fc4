package dev.athanor.simulator.answer;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a question gets. */
public sealed interface Reply {
  /** How it is delivered. */
  Delivery delivery();

  /**
   * An answer.
   *
   * @param parts text, reasoning and tool calls, in order; a tool call without an id is given one
   * @param finish why it ends
   * @param usage what it took; counted if it is left out
   * @param delivery how it comes
   */
  record Answer(List<Part> parts, FinishReason finish, Optional<Usage> usage, Delivery delivery)
      implements Reply {
    /** Copies. */
    public Answer {
      parts = List.copyOf(parts);
      Objects.requireNonNull(finish);
    }

    /** Delivered as usual. */
    public Answer(List<Part> parts, FinishReason finish, Optional<Usage> usage) {
      this(parts, finish, usage, Delivery.USUAL);
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
   * @param delivery how it comes
   */
  record Refusal(Problem problem, Delivery delivery) implements Reply {
    /** Delivered as usual. */
    public Refusal(Problem problem) {
      this(problem, Delivery.USUAL);
    }
  }
}
