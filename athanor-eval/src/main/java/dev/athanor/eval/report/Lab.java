package dev.athanor.eval.report;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.run.Nearest;
import dev.athanor.statistics.Comparing;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/** The trials of an experiment by system and metric. Resampling is seeded, so that a report is the same each time it is made. */
final class Lab {
  private static final int DRAWS = 9_999;

  private final Experiment experiment;
  private final Results results;
  private final ReportSettings settings;
  private final Map<String, List<Trial>> trials;

  Lab(Experiment experiment, Results results, ReportSettings settings) {
    this.experiment = experiment;
    this.results = results;
    this.settings = settings;
    this.trials = results.trials().stream().collect(Collectors.groupingBy(trial -> trial.key().arm()));
  }

  Experiment experiment() {
    return experiment;
  }

  List<Metric> metrics() {
    return results.metrics();
  }

  List<Trial> trials(String arm) {
    return trials.getOrDefault(arm, List.of());
  }

  String baseline() {
    return experiment.baseline().name();
  }

  /** All but the baseline. */
  List<String> candidates() {
    return experiment.candidates().stream().map(Arm::name).toList();
  }

  /** The metric that decides. */
  Metric primary() {
    return settings.primary().map(this::metric).orElseGet(() -> results.metrics().getFirst());
  }

  /** A metric that was scored, or one of the amounts that are known of every trial. */
  Metric metric(String name) {
    return results.metrics().stream().filter(each -> each.name().equals(name)).findFirst()
        .or(() -> Amounts.named(name).map(Amounts::metric)).orElseThrow(() -> {
          List<String> known = new ArrayList<>(results.metrics().stream().map(Metric::name).toList());
          for (Amounts each : Amounts.values()) {
            known.add(each.metric().name());
          }
          return AthanorException.user("metric-unknown",
              "nothing measures \"" + name + "\" in the evaluation "
                  + experiment.name() + "; nearest: " + String.join(", ", Nearest.to(name, known, 3)));
        });
  }

  Series series(String arm, Metric metric) {
    return Series.of(metric, trials(arm), experiment);
  }

  /** A system beside the baseline, on the cases that both have a score of; empty if there is none. */
  Optional<Comparison> compared(String arm, Metric metric, double level) {
    return compared(arm, metric, level, _ -> true);
  }

  /** The same on some of the cases, by id. */
  Optional<Comparison> compared(String arm, Metric metric, double level, Predicate<String> cases) {
    Series baseline = series(baseline(), metric).only(cases);
    Series candidate = series(arm, metric).only(cases);
    Optional<Observations> before =
        baseline.only(candidate.values()::containsKey).oriented();
    Optional<Observations> after = candidate.only(baseline.values()::containsKey).oriented();
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> margin = metric.name().equals(primary().name()) ? settings.margin() : Optional.empty();
    return Optional.of(new Comparing(level, margin, DRAWS).compare(before.get(), after.get(), random()));
  }

  static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
  }
}
