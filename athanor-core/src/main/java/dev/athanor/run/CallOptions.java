package dev.athanor.run;

import java.util.Objects;
import java.util.Optional;

/**
 * How a program is called by another one.
 *
 * @param pins the part of the caller's manifest that the called run is pinned to, by dotted key such as {@code arms.candidate}
 * @param draw tells draws of SAMPLED steps apart; by default they are those of the caller's draw and the path
 */
public record CallOptions(String pins, Optional<String> draw) {
  /** Checks. */
  public CallOptions {
    Objects.requireNonNull(pins);
    Objects.requireNonNull(draw);
  }

  /** Pinned to a part, with draws of its own. */
  public static CallOptions pinnedTo(String part) {
    return new CallOptions(part, Optional.empty());
  }

  /** The same with these draws: calls of equal draws share what is sampled. */
  public CallOptions drawing(String draws) {
    return new CallOptions(pins, Optional.of(draws));
  }
}
