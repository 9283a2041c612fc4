package dev.athanor.run;

import dev.athanor.journal.RunId;
import java.util.Objects;
import java.util.Optional;

/**
 * How a program is called by another one.
 *
 * @param pins the part of the caller's manifest that the called run is pinned to, by dotted key such as {@code arms.candidate}
 * @param draw tells draws of SAMPLED steps apart; by default they are those of the caller's draw and the path
 * @param like the run whose record may answer the called run's steps: it is another course of that run, with these pins
 * @param redraws whether its SAMPLED steps are drawn again all the same
 */
public record CallOptions(String pins, Optional<String> draw, Optional<RunId> like, boolean redraws) {
  /** Checks. */
  public CallOptions {
    Objects.requireNonNull(pins);
    Objects.requireNonNull(draw);
    Objects.requireNonNull(like);
  }

  /** Pinned to a part, with draws of its own. */
  public static CallOptions pinnedTo(String part) {
    return new CallOptions(part, Optional.empty(), Optional.empty(), false);
  }

  /** The same with these draws: calls of equal draws share what is sampled. */
  public CallOptions drawing(String draws) {
    return new CallOptions(pins, Optional.of(draws), like, redraws);
  }

  /**
   * The same as another course of that run: its record answers a step where it answers a fork's, and tells what the answer has cost
   * where it was lived. What it has written is not written a second time.
   */
  public CallOptions like(RunId run) {
    return new CallOptions(pins, draw, Optional.of(run), redraws);
  }

  /** The same with SAMPLED steps that no record of the run that it is like answers, so that it is a draw of its own. */
  public CallOptions redrawing() {
    return new CallOptions(pins, draw, like, true);
  }
}
