package dev.athanor.journal;

import java.util.Optional;

/**
 * Which runs to list: the newest first.
 *
 * @param program only runs of this program
 * @param state only runs in this state
 * @param topLevel leaves out runs that another run started
 * @param limit at most this many
 */
public record RunQuery(Optional<String> program, Optional<RunState> state, boolean topLevel, int limit) {
  /** The newest runs. */
  public static RunQuery newest(int limit) {
    return new RunQuery(Optional.empty(), Optional.empty(), true, limit);
  }
}
