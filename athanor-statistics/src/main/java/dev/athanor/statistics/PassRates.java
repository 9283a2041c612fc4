package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.List;

/** How a system does in several attempts at a task. */
public final class PassRates {
  private PassRates() {}

  /** The chance that one of k attempts passes: Chen et al., "Evaluating large language models trained on code", 2021, unbiased. */
  public static Estimate passAt(Observations observed, int attempts, double level) {
    return attempts == 1 ? once(observed, level) : Means.rate(map(observed, attempts, true), level);
  }

  /** The chance that all of k attempts pass: Yao et al., "tau-bench", 2024, C(c, k) / C(n, k). */
  public static Estimate passAll(Observations observed, int attempts, double level) {
    return attempts == 1 ? once(observed, level) : Means.rate(map(observed, attempts, false), level);
  }

  /** One attempt passes as often as the mean says, whose interval knows the number of trials. */
  private static Estimate once(Observations observed, double level) {
    map(observed, 1, false); // checks
    return Means.rate(observed, level);
  }

  private static Observations map(Observations observed, int attempts, boolean any) {
    if (!observed.isPassFail()) {
      throw new IllegalArgumentException(
          "pass rates are of values 0 and 1, and there are others; name a threshold first");
    }
    List<Observations.Cluster> clusters = new ArrayList<>();
    for (Observations.Cluster cluster : observed.clusters()) {
      clusters.add(new Observations.Cluster(cluster.id(),
          cluster.cases().stream().map(trials -> rate(trials, attempts, any)).toList()));
    }
    return new Observations(clusters);
  }

  private static Observations.Trials rate(Observations.Trials trials, int attempts, boolean any) {
    int count = trials.values().size();
    if (attempts < 1 || attempts > count) {
      throw new IllegalArgumentException(
          "k = " + attempts + " attempts, and case '" + trials.caseId() + "' has n = " + count
              + "; expected 1 <= k <= n; repeat it more often or ask for a smaller k");
    }
    int passed = (int) trials.values().stream().filter(value -> value == 1).count();
    double rate = any ? 1 - all(count - passed, count, attempts) : all(passed, count, attempts);
    return new Observations.Trials(trials.caseId(), List.of(rate));
  }

  /** C(some, k) / C(count, k). */
  private static double all(int some, int count, int attempts) {
    double rate = 1;
    for (int index = 0; index < attempts; index++) {
      rate *= Math.max(0, some - index) / (double) (count - index);
    }
    return rate;
  }
}
