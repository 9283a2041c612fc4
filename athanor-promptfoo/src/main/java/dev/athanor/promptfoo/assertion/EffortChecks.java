package dev.athanor.promptfoo.assertion;

import dev.athanor.promptfoo.assertion.Asserted.One;
import java.math.BigDecimal;

/** Assertions about what an answer took. */
final class EffortChecks {
  private static final double NANOS = 1e6;

  private EffortChecks() {}

  static Check cost(One assertion) {
    double most = Values.threshold(assertion);
    return (sample, _) -> sample.trail().dollars().map(BigDecimal::doubleValue)
        .map(dollars -> Verdict.of(dollars <= most, assertion.inverse(), "it cost $" + dollars))
        .orElseGet(() -> new Verdict.Unknown("it is not known what the answer cost: the model has no price"));
  }

  /** In milliseconds; of an answer from the past, what it took where it was lived. */
  static Check latency(One assertion) {
    double most = Values.threshold(assertion);
    return (sample, _) -> sample.trail().lasted().map(lasted -> lasted.toNanos() / NANOS)
        .map(millis -> Verdict.of(millis <= most, assertion.inverse(), String.format(java.util.Locale.ROOT,
            "it took %.0f ms", millis)))
        .orElseGet(() -> new Verdict.Unknown("it is not known how long the answer took"));
  }
}
