package dev.athanor.eval.report;

import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What every trial is known to have taken, whatever it is scored by. */
@SuppressWarnings("ImmutableEnumChecker") // records of texts, and pure functions
enum Amounts {
  /** US dollars. */
  COST("cost", cost -> cost.dollars().doubleValue()),
  /** Seconds that its steps took where they were lived. */
  LATENCY("latency", cost -> cost.lasted().toNanos() / 1e9),
  /** In and out. */
  TOKENS("tokens", Trial.Cost::tokens),
  /** How many. */
  STEPS("steps", Trial.Cost::steps);

  private final Metric metric;
  private final ToDoubleFunction<Trial.Cost> amount;

  Amounts(String name, ToDoubleFunction<Trial.Cost> amount) {
    this.metric = Metric.cost(name, "1");
    this.amount = amount;
  }

  Metric metric() {
    return metric;
  }

  double of(Trial trial) {
    return amount.applyAsDouble(trial.cost());
  }

  static Optional<Amounts> named(String name) {
    return List.of(values()).stream().filter(each -> each.metric.name().equals(name)).findFirst();
  }
}
