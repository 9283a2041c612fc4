package dev.athanor.run;

import java.time.Duration;

/**
 * How runs are driven in this process.
 *
 * @param lease how long a run stays ours after our last sign of life
 * @param patience how long a thread stays parked at a wait before the program is left
 * @param branches how many items of one collection are worked on at once
 */
public record Limits(Duration lease, Duration patience, int branches) {
  /** Half a minute, a fiftieth of a second, 64 branches. */
  public static final Limits STANDARD = new Limits(Duration.ofSeconds(30), Duration.ofMillis(20), 64);

  /** Checks. */
  public Limits {
    if (!lease.isPositive() || patience.isNegative() || branches < 1) {
      throw new IllegalArgumentException("limits are positive: lease " + lease + ", patience " + patience
          + ", branches "
          + branches);
    }
  }
}
