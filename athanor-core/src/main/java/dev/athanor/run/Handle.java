package dev.athanor.run;

import dev.athanor.journal.RunId;

/**
 * A run that was started.
 *
 * @param <O> the program's output
 */
public interface Handle<O> {
  /** The run's name. */
  RunId id();

  /** Waits until the run is over, waits, is in doubt or has diverged, and says which. */
  Outcome<O> outcome();
}
