package dev.athanor.eval.report;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.text.Agreement;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.Interval;
import dev.athanor.statistics.Verdict;
import java.util.Optional;

/**
 * A system beside the baseline, by one metric.
 *
 * @param arm the system
 * @param metric by which
 * @param primary whether it is the metric that decides
 * @param difference system - baseline, in the metric's own direction
 * @param interval of the difference; none where nothing can be told
 * @param comparison of the two, where more is better
 * @param adjusted the p-value after correcting for how many comparisons there are (Holm)
 */
public record Contrast(String arm, Metric metric, boolean primary, double difference,
    Optional<Interval> interval, Comparison comparison, double adjusted) {
  /** A comparison, turned back into the metric's direction. */
  static Contrast of(String arm, Metric metric, boolean primary, Comparison comparison, double adjusted) {
    boolean higher = metric.better() == Metric.Better.HIGHER;
    double value = comparison.difference().value();
    Optional<Interval> interval = comparison.difference().interval();
    return new Contrast(arm, metric, primary, higher ? value : 0 - value,
        higher ? interval : interval.map(each -> new Interval(0 - each.upper(), 0 - each.lower())),
        comparison,
        adjusted);
  }

  /** Whether the difference is beyond chance, also after the correction. */
  public boolean real() {
    return (comparison.verdict() instanceof Verdict.Better || comparison.verdict() instanceof Verdict.Worse)
        && adjusted <= 1 - comparison.difference().level();
  }

  /** Whether it says how much answers change, not whether they get better. */
  public boolean tellsChange() {
    return metric.name().equals(Agreement.NAME);
  }

  /** What it decides, in words. */
  public String verdict() {
    if (tellsChange()) {
      return real() ? "answers otherwise" : "undecided whether further answers change";
    }
    return switch (comparison.verdict()) {
      case Verdict.Better _,Verdict.Worse _ ->
          real() ? comparison.verdict().words()
              : "undecided; beyond chance by itself, but not among so many comparisons";
      case Verdict.Equivalent _,Verdict.Undecided _ -> comparison.verdict().words();
    };
  }
}
