package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Means;
import dev.athanor.statistics.Observations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one metric was in the trials of one system: the scored ones by case and cluster, the others counted with their reasons.
 *
 * @param metric that was measured
 * @param values of each case that has any, by repeat, in the dataset's order
 * @param units the cluster of each case
 * @param missing the trials that have no value
 */
record Series(Metric metric, Map<String, List<Double>> values, Map<String, String> units,
    List<Missing> missing) {
  /**
   * A trial without a value.
   *
   * @param caseId its case
   * @param lost whether it was lost, so that nothing of it could be scored
   * @param reason why it has none
   */
  record Missing(String caseId, boolean lost, String reason) {}

  /** Gathers a metric of these trials, which are of one system. */
  static Series of(Metric metric, List<Trial> trials, Experiment experiment) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (Case each : experiment.dataset().cases()) {
      units.put(each.id(), each.unit());
    }
    List<Missing> missing = new ArrayList<>();
    for (Trial trial : trials) {
      switch (score(metric, trial)) {
        case Score.Value(double value, _) ->
            values.computeIfAbsent(trial.key().sample(), _ -> new ArrayList<>()).add(value);
        case Score.Unscored(String reason) ->
            missing.add(new Missing(trial.key().sample(), trial.fate() == Trial.Fate.LOST, reason));
      }
    }
    return new Series(metric, values, units, missing);
  }

  private static Score score(Metric metric, Trial trial) {
    Score scored = trial.scores().get(metric.name());
    if (scored != null) {
      return scored;
    }
    return Amounts.named(metric.name())
        .map(amount -> trial.fate() == Trial.Fate.LOST ? Score.unscored("the trial was lost")
            : amount.of(trial).map(Score::of).orElseGet(() -> Score.unscored(metric.name()
                + " is not known: the system does not say what it took")))
        .orElse(Score.unscored("it was not measured"));
  }

  /** How many trials have no value. */
  int unscored() {
    return missing.size();
  }

  /** Why, each once; what tells of the scorer first, and of trials that were lost last. */
  List<String> reasons() {
    return missing.stream().sorted(Comparator.comparing(Missing::lost)).map(Missing::reason).distinct()
        .toList();
  }

  /** The same for some of the cases. */
  Series only(Predicate<String> wanted) {
    Map<String, List<Double>> some = new LinkedHashMap<>();
    values.forEach((id, scores) -> {
      if (wanted.test(id)) {
        some.put(id, scores);
      }
    });
    return new Series(metric, some, units,
        missing.stream().filter(each -> wanted.test(each.caseId())).toList());
  }

  /** As the statistics take it; empty if nothing was scored. */
  Optional<Observations> observations() {
    return observations(value -> value);
  }

  /** So that more is better, and within 0 to 1 where it was. */
  Optional<Observations> oriented() {
    if (metric.better() == Metric.Better.HIGHER) {
      return observations();
    }
    return metric.scale() == Metric.Scale.AMOUNT ? observations(value -> -value)
        : observations(value -> 1 - value);
  }

  private Optional<Observations> observations(java.util.function.UnaryOperator<Double> map) {
    Map<String, List<Observations.Trials>> clusters = new LinkedHashMap<>();
    values
        .forEach((id, scores) -> clusters.computeIfAbsent(units.getOrDefault(id, id), _ -> new ArrayList<>())
            .add(new Observations.Trials(id, scores.stream().map(map).toList())));
    if (clusters.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Observations(clusters.entrySet().stream()
        .map(each -> new Observations.Cluster(each.getKey(), each.getValue())).toList()));
  }

  /** The mean with its interval; empty if nothing was scored. */
  Optional<Estimate> mean(double level) {
    return observations().map(all -> metric.scale() == Metric.Scale.AMOUNT ? Means.amount(all, level)
        : Means.rate(all, level));
  }
}
