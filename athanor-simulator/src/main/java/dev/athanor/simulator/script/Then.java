package dev.athanor.simulator.script;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a rule does. */
public sealed interface Then {
  /**
   * It answers.
   *
   * @param parts in order; none is an empty text
   * @param finish why it ends; by its parts if left out
   * @param usage counted if left out
   */
  record Says(List<Said> parts, Optional<FinishReason> finish, Optional<Usage> usage) implements Then {
    /** Copies. */
    public Says {
      parts = List.copyOf(parts);
    }

    static final Says NOTHING = new Says(List.of(), Optional.empty(), Optional.empty());

    Says and(Said part) {
      List<Said> more = new ArrayList<>(parts);
      more.add(part);
      return new Says(more, finish, usage);
    }
  }

  /**
   * It fails.
   *
   * @param problem in what way
   */
  record Fails(Problem problem) implements Then {}

  /** It answers what was asked for: JSON by the schema, a call of the first tool if one must be called, else what was said. */
  record Agrees() implements Then {}
}
