package dev.athanor.eval.report;

import dev.athanor.eval.calibration.LiveVerdicts;
import dev.athanor.eval.calibration.Patterns;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Prevalence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * How often a system's answers really pass, where a judge says so whose error is known.
 *
 * @param arm the system
 * @param metric the judge's
 * @param calibration by which it is known
 * @param said of how many cases it said that the answer passes; the share of repeats, and of cases of a cluster, is rounded
 * @param judged of so many independent cases; of one whose answer never came nothing was said
 * @param estimate the share, corrected; empty if it can't be
 * @param reason why it can't be corrected
 */
public record Corrected(String arm, String metric, String calibration, int said, int judged,
    Optional<Estimate> estimate, String reason) {
  private static final int DRAWS = 4_000;

  /**
   * Of each judge that passes or fails answers and was calibrated as it is in the experiment.
   *
   * @param calibrations what is kept of judges, by name
   */
  static List<Corrected> of(Experiment experiment, Results results, Map<String, JsonNode> calibrations) {
    if (calibrations.isEmpty()) {
      return List.of();
    }
    List<Corrected> all = new ArrayList<>();
    for (int i = 0; i < results.metrics().size(); i++) {
      Metric metric = results.metrics().get(i);
      JsonNode description = LiveVerdicts.description(experiment.scorers().get(i), metric, 0);
      if (metric.scale() == Metric.Scale.PASS_FAIL) {
        calibrations.entrySet().stream()
            .filter(each -> each.getValue().path("description").equals(description))
            .findFirst().ifPresent(each -> experiment.arms().forEach(arm -> all
                .addAll(
                    of(arm, metric, each.getKey(), each.getValue(), experiment, results).stream().toList())));
      }
    }
    return all;
  }

  private static Optional<Corrected> of(Arm arm, Metric metric, String name, JsonNode calibration,
      Experiment experiment, Results results) {
    Map<String, List<Double>> said = said(arm, metric, experiment, results);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    int judged = said.size();
    int passed = (int) Math.round(said.values().stream()
        .mapToDouble(values -> values.stream().mapToDouble(value -> value).average().orElseThrow()).sum());
    try {
      Estimate estimate =
          new Prevalence(Patterns.read(calibration)).corrected(passed, judged, Report.LEVEL, DRAWS,
              new SplittableRandom(1));
      return Optional
          .of(new Corrected(arm.name(), metric.name(), name, passed, judged, Optional.of(estimate), ""));
    } catch (IllegalArgumentException e) {
      return Optional.of(new Corrected(arm.name(), metric.name(), name, passed, judged, Optional.empty(),
          String.valueOf(e.getMessage())));
    }
  }

  /** Verdicts by unit: repeats, and cases of one cluster, are not independent. */
  private static Map<String, List<Double>> said(Arm arm, Metric metric, Experiment experiment,
      Results results) {
    Map<String, String> units =
        experiment.dataset().cases().stream().collect(Collectors.toMap(Case::id, Case::unit));
    Map<String, List<Double>> said = new LinkedHashMap<>();
    for (Trial trial : results.of(arm)) {
      if (trial.fate() == Trial.Fate.FINISHED
          && trial.scores().get(metric.name()) instanceof Score.Value(double value, _)) {
        said.computeIfAbsent(units.getOrDefault(trial.key().sample(), trial.key().sample()),
            _ -> new ArrayList<>())
            .add(value);
      }
    }
    return said;
  }
}
