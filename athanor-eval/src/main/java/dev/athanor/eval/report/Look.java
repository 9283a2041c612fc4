package dev.athanor.eval.report;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.statistics.ConfidenceSequence;
import dev.athanor.statistics.Interval;
import dev.athanor.statistics.Observations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system beside the baseline by the primary metric, with an interval that holds however often one has looked while cases were added.
 * Looking at an ordinary interval after every few cases, until it excludes no difference, finds one where there is none far more often than
 * its level says; this one does not (a confidence sequence; Waudby-Smith and Ramdas 2024).
 *
 * @param arm the system
 * @param times how often it was looked at, this time included
 * @param interval of the difference, in the metric's direction
 */
public record Look(String arm, int times, Interval interval) {
  /** Whether it tells a difference. */
  public boolean decides() {
    return interval.lower() > 0 || interval.upper() < 0;
  }

  /** Of all candidates together at the report's level; none if nobody has looked before, or the metric has no bounds. */
  static List<Look> of(Lab lab, int before) {
    Metric primary = lab.primary();
    if (before == 0 || primary.scale() == Metric.Scale.AMOUNT) {
      return List.of();
    }
    double level = 1 - (1 - Report.LEVEL) / lab.candidates().size();
    List<Look> looks = new ArrayList<>();
    for (String arm : lab.candidates()) {
      ConfidenceSequence sequence = ConfidenceSequence.ofDifferences(level);
      differences(lab, arm, primary).forEach(sequence::add);
      sequence.interval().ifPresent(each -> looks.add(new Look(arm, before + 1,
          primary.better() == Metric.Better.HIGHER ? each
              : new Interval(0 - each.upper(), 0 - each.lower()))));
    }
    return looks;
  }

  /** Of each unit that both have a score of, in the order in which they were asked. */
  private static List<Double> differences(Lab lab, String arm, Metric metric) {
    Series baseline = lab.series(lab.baseline(), metric);
    Series candidate = lab.series(arm, metric);
    Map<String, Double> before = means(baseline.only(candidate.values()::containsKey).oriented());
    Map<String, Double> after = means(candidate.only(baseline.values()::containsKey).oriented());
    return before.entrySet().stream()
        .map(each -> after.getOrDefault(each.getKey(), each.getValue()) - each.getValue())
        .toList();
  }

  private static Map<String, Double> means(Optional<Observations> observed) {
    Map<String, Double> means = new LinkedHashMap<>();
    observed.ifPresent(all -> all.clusters().forEach(cluster -> means.put(cluster.id(), cluster.mean())));
    return means;
  }
}
