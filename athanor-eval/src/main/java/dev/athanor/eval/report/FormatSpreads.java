package dev.athanor.eval.report;

import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.statistics.Estimate;
import dev.athanor.eval.statistics.Observations;
import dev.athanor.eval.statistics.Spread;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the formattings of a prompt beside each other.
 *
 * @param lab the trials
 */
record FormatSpreads(Lab lab) {
  private static final int DRAWS = 2_000;

  List<FormatSpread> spreads() {
    Map<String, List<Arm>> systems = new LinkedHashMap<>();
    lab.experiment().arms().forEach(arm -> arm.written()
        .ifPresent(
            written -> systems.computeIfAbsent(written.system(), _ -> new java.util.ArrayList<>()).add(arm)));
    return systems.entrySet().stream().map(each -> spread(each.getKey(), each.getValue())).toList();
  }

  private FormatSpread spread(String system, List<Arm> arms) {
    Metric primary = lab.primary();
    List<Optional<Observations>> observed =
        arms.stream().map(arm -> lab.series(arm.name(), primary).observations()).toList();
    Optional<Spread> spread = observed.stream().allMatch(Optional::isPresent)
        ? Spread.of(observed.stream().map(Optional::orElseThrow).toList(), Report.LEVEL, DRAWS, Lab.random())
        : Optional.empty();
    Comparator<FormatSpread.Format> byMean =
        Comparator.comparing(format -> format.mean().orElse(Double.NEGATIVE_INFINITY));
    boolean higher = primary.better() == Metric.Better.HIGHER;
    return new FormatSpread(system, arms.stream().map(arm -> format(arm, primary))
        .sorted(higher ? byMean.reversed() : byMean).toList(), spread);
  }

  private FormatSpread.Format format(Arm arm, Metric primary) {
    return new FormatSpread.Format(arm.name(), arm.written().map(Arm.Written::text).orElse(""),
        lab.series(arm.name(), primary).mean(Report.LEVEL).map(Estimate::value));
  }
}
