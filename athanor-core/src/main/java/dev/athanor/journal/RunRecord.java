package dev.athanor.journal;

import java.time.Instant;

/**
 * A run as the journal lists it.
 *
 * @param header what it started with
 * @param state how far it is
 * @param updated when something was last appended, by the store's clock
 * @param entries how many entries it has
 */
public record RunRecord(RunHeader header, RunState state, Instant updated, long entries) {
  /** The run's name. */
  public RunId id() {
    return header.id();
  }
}
