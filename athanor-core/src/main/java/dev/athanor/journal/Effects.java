package dev.athanor.journal;

import java.util.Set;

/** Which effects a run may live. */
public sealed interface Effects {
  /** All. */
  record Live() implements Effects {}

  /**
   * KEYED and WRITE are refused: a dry run, or a fork.
   *
   * @param allowed operations that may be lived all the same
   */
  record Dry(Set<String> allowed) implements Effects {
    /** Copies. */
    public Dry {
      allowed = Set.copyOf(allowed);
    }
  }

  /** Whether an operation with this effect may be lived. */
  default boolean allow(String operation, Effect effect) {
    return switch (this) {
      case Live() -> true;
      case Dry(var allowed) -> !effect.writes() || allowed.contains(operation);
    };
  }
}
