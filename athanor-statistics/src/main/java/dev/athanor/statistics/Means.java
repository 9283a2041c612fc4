package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Means with their intervals. Start here for one system and one metric. */
public final class Means {
  private static final int FEW_UNITS = 40;

  private Means() {}

  /**
   * The mean of a score between 0 and 1, passed or failed included. Wilson for one trial per case, or
   * Clopper-Pearson where few passed or few failed; else Korn and Graubard's interval, which does
   * not collapse where (nearly) all passed.
   */
  public static Estimate rate(Observations observed, double level) {
    Estimate.checkLevel(level);
    if (!observed.isWithinUnit()) {
      throw new IllegalArgumentException(
          "a rate has values between 0 and 1, and there are others; use the mean of an amount");
    }
    double[] means = observed.means();
    double mean = Math.clamp(Moments.mean(means), 0, 1);
    if (observed.isSingle() && observed.isPassFail()) {
      double passed = Math.rint(mean * means.length);
      boolean few = Math.min(passed, means.length - passed) < Intervals.FEW;
      Interval interval =
          few ? Intervals.clopperPearson(passed, means.length, level)
              : Intervals.wilson(passed, means.length, level);
      return estimate(observed, passed / means.length, Optional.of(interval), level,
          few ? "Clopper-Pearson" : "Wilson",
          List.of());
    }
    return estimate(observed, mean, Optional.of(Intervals.kornGraubard(means, observed.trials(), level)),
        level,
        "Korn-Graubard: Clopper-Pearson with the effective number of trials of " + means.length + " units",
        List.of());
  }

  /** The mean of an amount, such as seconds or money: Student's t over clusters. */
  public static Estimate amount(Observations observed, double level) {
    Estimate.checkLevel(level);
    double[] means = observed.means();
    double mean = Moments.mean(means);
    if (means.length == 1) {
      return estimate(observed, mean, Optional.empty(), level, "none",
          List.of("one unit tells nothing of how units differ"));
    }
    boolean allEqual = Moments.variance(means) == 0;
    return allEqual
        ? estimate(observed, mean, Optional.empty(), level, "none",
            List.of("all units are equal, which tells nothing of how others differ"))
        : estimate(observed, mean, Optional.of(Intervals.student(means, level)), level,
            "Student's t over units", List.of());
  }

  private static Estimate estimate(Observations observed, double value, Optional<Interval> interval,
      double level, String method,
      List<String> warnings) {
    List<String> all = new ArrayList<>(warnings);
    if (observed.units() < FEW_UNITS) {
      all.add("fewer than " + FEW_UNITS + " clusters: " + observed.units());
    }
    return new Estimate(value, interval, level, method, Estimate.Size.of(observed), all);
  }
}
