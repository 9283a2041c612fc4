package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import tools.jackson.databind.JsonNode;

/** Watches runs being driven. Called on the run's threads, so quick and safe for use by several. */
public interface RunListener {
  /** Sees nothing. */
  RunListener NONE = new RunListener() {};

  /** A step was answered, lived or not. */
  default void onStep(RunId run, Entry.Completed step) {}

  /**
   * A piece of a step's answer arrived; provisional until {@link #onStep}.
   *
   * @return false to ask for an early stop
   */
  default boolean onChunk(RunId run, Path path, JsonNode chunk) {
    return true;
  }

  /** The pieces so far are void: a new attempt begins. */
  default void onReset(RunId run, Path path) {}

  /** Something that a person should know, such as a request that differs from the record that answered it. */
  default void onWarning(RunId run, String warning) {}
}
