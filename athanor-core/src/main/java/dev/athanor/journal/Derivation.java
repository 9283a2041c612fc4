package dev.athanor.journal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where a run comes from. */
public sealed interface Derivation {
  /** The run whose record this one refers to and may be answered by; it keeps what that one holds of content. */
  default Optional<RunId> source() {
    return switch (this) {
      case Forked forked -> Optional.of(forked.parent());
      case Nested nested -> nested.like();
      case Fresh _,Continued _ -> Optional.empty();
    };
  }

  /** Started by a caller. */
  record Fresh() implements Derivation {}

  /**
   * Started by a step of another run.
   *
   * @param parent the run that called it
   * @param at the path of the call there
   * @param depth how many calls it is away from a run that nobody called
   * @param like the run whose record may answer its steps, as a fork's parent may from the very beginning
   * @param redraws whether its SAMPLED steps are drawn again all the same
   */
  record Nested(RunId parent, Path at, int depth, Optional<RunId> like, boolean redraws)
      implements Derivation {
    /** One that nothing but its own record answers. */
    public Nested(RunId parent, Path at, int depth) {
      this(parent, at, depth, Optional.empty(), false);
    }
  }

  /** Taken over from a run that grew too long. */
  record Continued(RunId predecessor) implements Derivation {}

  /**
   * Another run up to a step, and then its own way.
   *
   * @param parent the run that was forked
   * @param at the step before which the fork begins
   * @param redraw the operations whose SAMPLED steps are drawn again after the fork point
   * @param supplied results given instead of living a step, by path
   * @param prefix how many entries were taken over from the parent
   */
  record Forked(RunId parent, Path at, Set<String> redraw, Map<Path, JsonNode> supplied, long prefix)
      implements
      Derivation {
    /** Copies. */
    public Forked {
      redraw = Set.copyOf(redraw);
      supplied = Map.copyOf(supplied);
    }
  }
}
