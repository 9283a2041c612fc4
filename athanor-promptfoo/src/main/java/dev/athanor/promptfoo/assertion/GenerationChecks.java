package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.Generation;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.promptfoo.assertion.Asserted.One;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** Assertions about how a model came to its answer. */
final class GenerationChecks {
  private GenerationChecks() {}

  /** Why it stopped; a provider that does not say it has stopped for no reason. */
  static Check finishReason(One assertion) {
    String wanted = Values.text(assertion);
    return (sample, _) -> {
      String finish = sample.output().generation().map(Generation::finish).orElse("");
      boolean holds = !finish.isEmpty() && finish.equalsIgnoreCase(wanted);
      return Verdict.of(holds, assertion.inverse(), finish.isEmpty() ? "the provider gave no reason to stop"
          : "it stopped for the reason \"" + finish + "\"");
    };
  }

  /** How surprised the model was by its own words: at most the threshold, if there is one. */
  static Check perplexity(One assertion) {
    return surprise(assertion, mean -> {
      double perplexity = Math.exp(-mean);
      boolean passed =
          assertion.threshold().map(most -> perplexity <= most != assertion.inverse()).orElse(true);
      return new Verdict.Given(passed, passed ? 1 : 0,
          String.format(Locale.ROOT, "perplexity is %.4f", perplexity));
    });
  }

  /** The same as a number from 0 to 1, which must reach the threshold, if there is one. */
  static Check perplexityScore(One assertion) {
    return surprise(assertion, mean -> {
      double score = 1 / (1 + Math.exp(-mean));
      boolean passed =
          assertion.threshold().map(least -> score >= least != assertion.inverse()).orElse(true);
      return new Verdict.Given(passed, assertion.inverse() ? 1 - score : score,
          String.format(Locale.ROOT, "perplexity-score is %.4f", score));
    });
  }

  private static Check surprise(One assertion, DoubleFunction<Verdict> judged) {
    return (sample, _) -> logProbability(sample).map(judged::apply).orElseGet(() -> new Verdict.Unknown(
        "the provider told no log-probabilities, which " + assertion.written() + " needs"));
  }

  private static Optional<Double> logProbability(Sample sample) {
    return sample.output().generation().flatMap(Generation::logProbability);
  }
}
