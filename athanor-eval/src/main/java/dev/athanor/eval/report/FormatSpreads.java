package dev.athanor.eval.report;

import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Observations;
import dev.athanor.statistics.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds the formattings of a prompt beside each other.
 *
 * @param lab the trials
 */
record FormatSpreads(Lab lab) {
  private static final int DRAWS = 2_000;

  /** By the primary metric. */
  List<FormatSpread> spreads() {
    return systems().stream().map(this::spread).toList();
  }

  /** The systems whose prompt is written in several ways. */
  List<String> systems() {
    return lab.experiment().arms().stream().flatMap(arm -> arm.written().stream()).map(Arm.Written::system)
        .distinct().toList();
  }

  /** How far a system's formats are apart, on the cases that all have a score of; empty if there is none. */
  Optional<Spread> spread(String system, Metric metric, double level) {
    List<Optional<Observations>> observed =
        formats(system).stream().map(arm -> lab.series(arm.name(), metric).observations()).toList();
    return observed.stream().allMatch(Optional::isPresent)
        ? Spread.of(observed.stream().map(Optional::orElseThrow).toList(), level, DRAWS, Lab.random())
            .map(spread -> spread.ofScale(metric.scale() != Metric.Scale.AMOUNT, level))
        : Optional.empty();
  }

  private List<Arm> formats(String system) {
    return lab.experiment().arms().stream()
        .filter(arm -> arm.written().filter(written -> written.system().equals(system)).isPresent()).toList();
  }

  private FormatSpread spread(String system) {
    Metric primary = lab.primary();
    Comparator<FormatSpread.Format> byMean =
        Comparator.comparing(format -> format.mean().orElse(Double.NEGATIVE_INFINITY));
    boolean higher = primary.better() == Metric.Better.HIGHER;
    return new FormatSpread(system, formats(system).stream().map(arm -> format(arm, primary))
        .sorted(higher ? byMean.reversed() : byMean).toList(), spread(system, primary, Report.LEVEL));
  }

  private FormatSpread.Format format(Arm arm, Metric primary) {
    return new FormatSpread.Format(arm.name(), arm.written().map(Arm.Written::text).orElse(""),
        lab.series(arm.name(), primary).mean(Report.LEVEL).map(Estimate::value));
  }
}
