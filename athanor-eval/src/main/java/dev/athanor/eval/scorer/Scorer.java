package dev.athanor.eval.scorer;

import dev.athanor.run.Run;
import java.util.function.Function;

/**
 * Measures one thing of a finished trial. Deterministic but for what it asks of the run: a judge asks a model there, everything else asks
 * nothing.
 */
public interface Scorer {
  /** What it measures. */
  Metric metric();

  /**
   * Measures. What it throws becomes an {@link Score.Unscored} with the reason, and is counted.
   *
   * @param run to ask a model of; steps belong to this sample and scorer
   */
  Score score(Sample sample, Run run);

  /**
   * The same where several scorers read their metrics out of one thing that is found out once, such as a judge's grading.
   *
   * @param shared of this trial
   */
  default Score score(Sample sample, Run run, Shared shared) {
    return score(sample, run);
  }

  /** One that asks nothing of a run. */
  static Scorer of(Metric metric, Function<Sample, Score> measure) {
    return new Scorer() {
      @Override
      public Metric metric() {
        return metric;
      }

      @Override
      public Score score(Sample sample, Run run) {
        return measure.apply(sample);
      }
    };
  }
}
