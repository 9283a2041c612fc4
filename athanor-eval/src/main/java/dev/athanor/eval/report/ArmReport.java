package dev.athanor.eval.report;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.statistics.Estimate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of one system.
 *
 * @param name of the arm
 * @param fates how its trials ended
 * @param measures by metric, in the scorers' order
 * @param attempts the chance that all, and that one of k attempts pass, for k from 1; none unless the primary metric is pass or fail and cases
 *     are repeated
 * @param effort what its trials took
 */
public record ArmReport(String name, Fates fates, List<Measure> measures, List<Attempts> attempts,
    Effort effort) {
  /** Copies. */
  public ArmReport {
    measures = List.copyOf(measures);
    attempts = List.copyOf(attempts);
  }

  /** How many trials ended how. */
  public record Fates(int finished, int failed, int lost) {}

  /**
   * One metric.
   *
   * @param estimate its mean; none if nothing was scored
   * @param unscored how many trials have no score, with those that were lost
   * @param reasons why, each once, those of lost trials last
   */
  public record Measure(Metric metric, Optional<Estimate> estimate, int unscored, List<String> reasons) {
    /** Copies. */
    public Measure {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Several attempts at each case.
   *
   * @param count k
   * @param all the chance that all of them pass (pass^k)
   * @param any the chance that one of them passes (pass@k)
   */
  public record Attempts(int count, Estimate all, Estimate any) {}

  /**
   * What trials that were not lost took, also where it was taken before and reused.
   *
   * @param thousand US dollars for 1,000 answers, by the trials of which it is known; none if of none
   * @param tokens of models, for an answer; none if not known
   * @param median seconds; none if no trial came to an end, or not known
   * @param slow seconds that 95 of 100 answers do not take longer than
   * @param reuse what of it was not done again
   */
  public record Effort(Optional<Double> thousand, Optional<Double> tokens, Optional<Estimate> median,
      Optional<Estimate> slow,
      Reuse reuse) {}

  /**
   * What was answered from the past.
   *
   * @param steps of all trials
   * @param lived steps that were done for this experiment
   * @param draws answers of models that were reused
   * @param saved US dollars that were not spent again
   * @param spared time that was not waited for again
   */
  public record Reuse(long steps, long lived, long draws, BigDecimal saved, Duration spared) {}

  /** One metric's numbers. */
  public Optional<Measure> measure(String metric) {
    return measures.stream().filter(each -> each.metric().name().equals(metric)).findFirst();
  }
}
