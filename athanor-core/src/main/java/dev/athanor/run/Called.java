package dev.athanor.run;

import dev.athanor.journal.Path;
import java.util.Objects;

/**
 * A program that was called and is over.
 *
 * @param path of the call; the called run is {@link dev.athanor.journal.RunId#child child} of the calling one at this path
 * @param outcome done or failed
 * @param <O> the program's output
 */
public record Called<O>(Path path, Outcome<O> outcome) {
  /** Checks. */
  public Called {
    Objects.requireNonNull(path);
    Objects.requireNonNull(outcome);
  }
}
