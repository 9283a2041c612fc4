package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.statistics.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an experiment will be able to tell, and what it will cost, told beforehand: paired differences of the primary metric, found at the
 * level .05 with a power of 80 %.
 *
 * @param trials how many there will be
 * @param units independent cases
 * @param spread standard deviation of the units' differences
 * @param measured whether the spread was seen in an earlier experiment, else it is that of systems which part on three of ten cases
 * @param detectable the least difference that so many units find
 * @param differences what it takes to find each of some differences, the smallest first; the margin is among them
 * @param equivalence how many units find two systems that do not differ equivalent; none without a margin
 * @param prices of each system, as they were seen earlier; a system of which nothing is known is not there
 */
public record Forecast(long trials, int units, double spread, boolean measured, double detectable,
    List<Difference> differences, Optional<Equivalence> equivalence, Map<String, Price> prices) {
  private static final double SIGNIFICANCE = 0.05;
  private static final double POWER = 0.8;
  private static final double USUAL_WINS = 0.2;
  private static final double USUAL_LOSSES = 0.1;
  private static final List<Double> DIFFERENCES = List.of(0.02, 0.05, 0.1, 0.2);

  /** Copies. */
  public Forecast {
    differences = List.copyOf(differences);
    prices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(prices));
  }

  /**
   * What it takes to find a difference.
   *
   * @param difference of the primary metric
   * @param found the chance that this experiment finds it
   * @param needed how many units find it with a power of 80 %
   */
  public record Difference(double difference, double found, long needed) {}

  /**
   * What it takes to find that two systems are as good as each other.
   *
   * @param margin what difference of the primary metric matters
   * @param units independent cases
   */
  public record Equivalence(double margin, long units) {}

  /**
   * What a system will take, if its answers cost what they cost before.
   *
   * @param dollars in all; none if not known
   * @param computing time in all, as if one trial followed the other
   */
  public record Price(Optional<Double> dollars, Optional<Duration> computing) {}

  /**
   * The forecast.
   *
   * @param margin what difference of the primary metric matters, if that is said
   * @param earlier an experiment of the same evaluation, if there is one
   */
  public static Forecast of(Experiment experiment, Optional<Double> margin, Optional<Report> earlier) {
    int units = units(experiment);
    Optional<Double> seen = earlier.flatMap(Forecast::spread);
    double spread = seen.orElseGet(() -> Plan.spread(USUAL_WINS, USUAL_LOSSES));
    List<Difference> differences = Stream.concat(DIFFERENCES.stream(), margin.stream()).sorted().distinct()
        .map(each -> new Difference(each, Plan.power(units, each, spread, SIGNIFICANCE),
            Plan.units(each, spread, SIGNIFICANCE, POWER)))
        .toList();
    return new Forecast(experiment.trials(), units, spread, seen.isPresent(), Plan.detectable(units, spread,
        SIGNIFICANCE, POWER), differences,
        margin.map(
            each -> new Equivalence(each, Plan.equivalent(each, 0, spread, SIGNIFICANCE, POWER))),
        prices(experiment, earlier));
  }

  /** What the fewest are that a system and the baseline are both put to; of a system alone, its own. */
  private static int units(Experiment experiment) {
    Arm baseline = experiment.baseline();
    return experiment.candidates().stream().mapToInt(arm -> units(experiment, baseline, arm))
        .filter(units -> units > 0).min()
        .orElseGet(() -> units(experiment, baseline, baseline));
  }

  private static int units(Experiment experiment, Arm one, Arm other) {
    return (int) experiment.cases(one).stream().filter(each -> experiment.asks(other, each)).map(Case::unit)
        .distinct().count();
  }

  /** That of the pair that differs most, so that the forecast is not too bold. */
  private static Optional<Double> spread(Report report) {
    return report.contrasts().stream().filter(Contrast::primary)
        .flatMap(each -> each.comparison().pairedEffect().filter(
            effect -> effect != 0).map(effect -> Math.abs(each.comparison().difference().value() / effect))
            .stream())
        .filter(spread -> spread > 0).max(Double::compare);
  }

  private static Map<String, Price> prices(Experiment experiment, Optional<Report> earlier) {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (Arm arm : experiment.arms()) {
      long trials = experiment.trials(arm);
      earlier
          .flatMap(
              report -> report.arms().stream().filter(each -> each.name().equals(arm.name())).findFirst())
          .ifPresent(each -> prices.put(arm.name(),
              new Price(each.effort().thousand().map(dollars -> dollars / 1_000 * trials), each.effort()
                  .median().map(median -> Duration.ofNanos((long) (median.value() * 1e9 * trials))))));
    }
    return prices;
  }
}
