package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Compares two systems on the same cases, paired by case. Higher is better; negate an amount where less is.
 *
 * @param level confidence of the interval; its complement is the level of the test
 * @param margin what difference matters, above 0; with it, equivalence can be found (two one-sided tests: Schuirmann, 1987); none for no such question
 * @param draws of the permutation test, where it is not exact
 */
public record Comparing(double level, Optional<Double> margin, int draws) {
  private static final double POWER = 0.8;
  private static final double ROUNDING = 1e-12;

  private record Pairs(Observations differences, boolean single, boolean unit, List<String> unpaired) {}

  /** Checks. */
  public Comparing {
    if (!(level > 0.5 && level < 1)) {
      throw new IllegalArgumentException(
          "a level of confidence of " + level + "; expected one between 0.5 and 1, such as 0.95");
    }
    if (margin.isPresent() && !(margin.get() > 0 && Double.isFinite(margin.get()))) {
      throw new IllegalArgumentException(
          "a margin of " + margin.get() + "; expected a finite number above 0");
    }
    if (draws < 99) {
      throw new IllegalArgumentException(draws + " draws are too few for a test; expected at least 99");
    }
  }

  /** At 95 %, without a margin. */
  public static Comparing usual() {
    return new Comparing(0.95, Optional.empty(), 9_999);
  }

  /** Compares; cases that only one of them has are listed and left out. */
  public Comparison compare(Observations baseline, Observations candidate, RandomGenerator random) {
    Pairs pairs = pair(baseline, candidate);
    double[] means = pairs.differences().means();
    Comparison.Counts counts = counts(pairs.differences());
    double probability =
        pairs.single() ? McNemar.midP(counts.wins(), counts.losses())
            : SignFlip.probability(means, draws, random);
    double spread = Math.sqrt(Moments.variance(means));
    Estimate difference = difference(pairs, means);
    return new Comparison(difference, probability,
        pairs.single() ? "McNemar, mid-p" : "sign flips of the differences of units",
        spread > 0 ? Optional.of(difference.value() / spread) : Optional.empty(), counts, pairs.unpaired(),
        verdict(pairs, means, difference.value(), probability));
  }

  private static Pairs pair(Observations baseline, Observations candidate) {
    Map<String, Observations.Trials> others = trials(candidate);
    List<String> unpaired = new ArrayList<>();
    List<Observations.Cluster> clusters = new ArrayList<>();
    boolean single =
        baseline.isSingle() && candidate.isSingle() && baseline.isPassFail() && candidate.isPassFail();
    for (Observations.Cluster cluster : baseline.clusters()) {
      List<Observations.Trials> differences = new ArrayList<>();
      for (Observations.Trials trials : cluster.cases()) {
        Observations.Trials other = others.remove(trials.caseId());
        if (other == null) {
          unpaired.add(trials.caseId());
        } else {
          differences.add(new Observations.Trials(trials.caseId(), List.of(other.mean() - trials.mean())));
        }
      }
      if (!differences.isEmpty()) {
        clusters.add(new Observations.Cluster(cluster.id(), differences));
      }
    }
    unpaired.addAll(others.keySet());
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException(
          "the two have no case in common; expected the same cases in both; run both on one dataset");
    }
    return new Pairs(new Observations(clusters), single, baseline.isWithinUnit() && candidate.isWithinUnit(),
        unpaired);
  }

  private static Map<String, Observations.Trials> trials(Observations observed) {
    Map<String, Observations.Trials> byCase = new LinkedHashMap<>();
    for (Observations.Cluster cluster : observed.clusters()) {
      for (Observations.Trials trials : cluster.cases()) {
        if (byCase.put(trials.caseId(), trials) != null) {
          throw new IllegalArgumentException(
              "case '" + trials.caseId() + "' is there twice; expected each case once");
        }
      }
    }
    return byCase;
  }

  private static Comparison.Counts counts(Observations differences) {
    int wins = 0;
    int losses = 0;
    for (Observations.Cluster cluster : differences.clusters()) {
      for (Observations.Trials trials : cluster.cases()) {
        wins += trials.mean() > ROUNDING ? 1 : 0;
        losses += trials.mean() < -ROUNDING ? 1 : 0;
      }
    }
    return new Comparison.Counts(wins, losses, differences.cases() - wins - losses);
  }

  private Estimate difference(Pairs pairs, double[] means) {
    double value = Moments.mean(means);
    List<String> warnings = new ArrayList<>();
    if (means.length < 40) {
      warnings.add("fewer than 40 clusters: " + means.length);
    }
    Optional<Interval> interval = interval(pairs, means, level);
    if (interval.isEmpty()) {
      warnings.add("the differences do not vary, which tells nothing of how others differ");
    }
    String method = pairs.unit() ? "Student's t with one win and one loss added (Bonett and Price 2012)"
        : "Student's t over units";
    return new Estimate(value, interval, level, interval.isEmpty() ? "none" : method,
        Estimate.Size.of(pairs.differences()), warnings);
  }

  /**
   * Adding one unit of +1 and one of -1 is Bonett and Price, "Adjusted Wald confidence interval for a difference of binomial proportions based on
   * paired data", Journal of Educational and Behavioral Statistics 37, 2012, and keeps the interval from collapsing.
   */
  private static Optional<Interval> interval(Pairs pairs, double[] means, double level) {
    if (pairs.unit()) {
      double[] padded = Arrays.copyOf(means, means.length + 2);
      padded[means.length] = 1;
      padded[means.length + 1] = -1;
      return Optional.of(Intervals.student(padded, level).within(-1, 1));
    }
    return Moments.variance(means) > 0 ? Optional.of(Intervals.student(means, level)) : Optional.empty();
  }

  private Verdict verdict(Pairs pairs, double[] means, double difference, double probability) {
    if (margin.isPresent()) {
      Optional<Interval> both = interval(pairs, means, 1 - 2 * (1 - level));
      if (both.isPresent() && both.get().lower() > -margin.get() && both.get().upper() < margin.get()) {
        return new Verdict.Equivalent(margin.get());
      }
    }
    if (probability <= 1 - level && difference != 0) {
      return difference > 0 ? new Verdict.Better() : new Verdict.Worse();
    }
    return new Verdict.Undecided(more(means, Math.abs(difference)),
        pairs.differences().units() < pairs.differences().cases());
  }

  /** By the question that takes fewer: who is better, or whether they are equivalent, which a difference beyond the margin is not. */
  private OptionalLong more(double[] means, double size) {
    double spread = Math.sqrt(Moments.variance(means));
    if (spread == 0) {
      return OptionalLong.empty();
    }
    LongStream better =
        size < ROUNDING ? LongStream.empty() : LongStream.of(Plan.units(size, spread, 1 - level, POWER));
    LongStream equivalent = margin.filter(each -> each - size > ROUNDING).stream()
        .mapToLong(each -> Plan.equivalent(each, size, spread, 1 - level, POWER));
    OptionalLong needed = LongStream.concat(better, equivalent).min();
    return needed.isEmpty() ? needed : OptionalLong.of(Math.max(1, needed.getAsLong() - means.length));
  }
}
