package dev.athanor.eval.report;

import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a trial took, whatever it is scored by; of somebody else's system it may not be known. */
@SuppressWarnings("ImmutableEnumChecker") // records of texts, and pure functions
enum Amounts {
  /** US dollars. */
  COST("cost", cost -> cost.dollars().map(BigDecimal::doubleValue)),
  /** Seconds that its steps took where they were lived. */
  LATENCY("latency", cost -> cost.lasted().map(lasted -> lasted.toNanos() / 1e9)),
  /** In and out. */
  TOKENS("tokens", cost -> cost.tokens().map(Long::doubleValue)),
  /** How many. */
  STEPS("steps", cost -> Optional.of((double) cost.steps()));

  private final Metric metric;
  private final Function<Trial.Cost, Optional<Double>> amount;

  Amounts(String name, Function<Trial.Cost, Optional<Double>> amount) {
    this.metric = Metric.cost(name, "1");
    this.amount = amount;
  }

  Metric metric() {
    return metric;
  }

  Optional<Double> of(Trial trial) {
    return amount.apply(trial.cost());
  }

  static Optional<Amounts> named(String name) {
    return List.of(values()).stream().filter(each -> each.metric.name().equals(name)).findFirst();
  }
}
