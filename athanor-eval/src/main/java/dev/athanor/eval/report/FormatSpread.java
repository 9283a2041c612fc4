package dev.athanor.eval.report;

import dev.athanor.statistics.Spread;
import java.util.List;
import java.util.Optional;

/**
 * How much a system depends on how its prompt is written, by the primary metric.
 *
 * @param system whose prompt
 * @param formats each way to write it, the best first
 * @param spread between the best and the worst, on the cases that all have a score of; empty if there is none
 */
public record FormatSpread(String system, List<Format> formats, Optional<Spread> spread) {
  private static final double SIGNIFICANT = 1 - Report.LEVEL;

  /** Copies. */
  public FormatSpread {
    formats = List.copyOf(formats);
  }

  /**
   * One way to write it.
   *
   * @param arm its name in the report
   * @param text how its fields are written
   * @param mean of the primary metric; none if nothing was scored
   */
  public record Format(String arm, String text, Optional<Double> mean) {}

  /** Whether the spread is beyond what noise would give. */
  public boolean real() {
    return spread.map(each -> each.probability() <= SIGNIFICANT).orElse(false);
  }
}
