package dev.athanor.journal;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where a run comes from. */
public sealed interface Derivation {
  /** Started by a caller. */
  record Fresh() implements Derivation {}

  /** Started by a step of another run. */
  record Nested(RunId parent, Path at, int depth) implements Derivation {}

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
