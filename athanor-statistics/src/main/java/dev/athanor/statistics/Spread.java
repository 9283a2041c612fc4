package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How far several systems are apart on the same cases: the highest mean less the lowest. It is above 0 also where all are the same, by noise alone, and
 * the more so the more there are; so what noise would give stands beside it.
 *
 * @param value the highest mean less the lowest
 * @param interval by Efron's percentiles, units drawn again with all that was measured of them; none of fewer than two units. It leans
 *     upward, since of drawn means the extremes are taken again
 * @param expected what the spread would be on average if it made no difference which system is which
 * @param probability that it would be as large then
 * @param units how many clusters were measured in all systems
 */
public record Spread(double value, Optional<Interval> interval, double expected, double probability,
    int units) {
  private static final double ROUNDING = 1e-12;

  /**
   * Of what was measured of each system, by cases that all have.
   *
   * @param level of the interval
   * @param draws of the bootstrap, and of the permutations
   * @return empty if no unit was measured in all systems
   */
  public static Optional<Spread> of(List<Observations> systems, double level, int draws,
      RandomGenerator random) {
    double[][] units = units(systems);
    if (units.length == 0) {
      return Optional.empty();
    }
    double value = spread(units, identity(units.length));
    Optional<Interval> interval =
        units.length < 2 ? Optional.empty() : Optional.of(around(value, drawn(units, level, draws, random)));
    double sum = 0;
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      double permuted = permuted(units, random);
      sum += permuted;
      extreme += permuted >= value - ROUNDING ? 1 : 0;
    }
    return Optional
        .of(new Spread(value, interval, sum / draws, (extreme + 1.0) / (draws + 1.0), units.length));
  }

  /**
   * The same, of a metric between 0 and 1 or of any amount. Where no unit is unlike the others, to draw them again tells nothing of those that
   * were not measured: of these at most that share is otherwise of which so many units would have shown none (Clopper and Pearson 1934), and moves a
   * fraction by no more than itself. Of amounts nothing is known then.
   */
  public Spread ofScale(boolean fraction, double level) {
    if (interval.isEmpty() || interval.get().upper() - interval.get().lower() > ROUNDING) {
      return this;
    }
    double otherwise = Intervals.clopperPearson(0, units, level).upper();
    Optional<Interval> wider = fraction ? Optional.of(
        new Interval(Math.max(0, value - otherwise), Math.min(1, value + otherwise))) : Optional.empty();
    return new Spread(value, wider, expected, probability, units);
  }

  /** What was seen is not outside of its interval, although drawn spreads lean upward. */
  private static Interval around(double value, Interval drawn) {
    return new Interval(Math.min(value, drawn.lower()), Math.max(value, drawn.upper()));
  }

  private static Interval drawn(double[][] units, double level, int draws, RandomGenerator random) {
    double[] spreads = new double[draws];
    int[] chosen = new int[units.length];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = random.nextInt(units.length);
      }
      spreads[draw] = spread(units, chosen);
    }
    Arrays.sort(spreads);
    return Bootstrap.percentiles(spreads, level);
  }

  private static int[] identity(int count) {
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static double spread(double[][] units, int[] chosen) {
    double[] sums = new double[units[0].length];
    for (int unit : chosen) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += units[unit][i];
      }
    }
    return range(sums) / chosen.length;
  }

  /** If it made no difference which system is which, the values of a unit could stand in any order. */
  private static double permuted(double[][] units, RandomGenerator random) {
    double[] sums = new double[units[0].length];
    int[] order = identity(sums.length);
    for (double[] unit : units) {
      for (int i = order.length - 1; i >= 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
        sums[i] += unit[order[i]];
      }
    }
    return range(sums) / units.length;
  }

  private static double range(double[] sums) {
    return Arrays.stream(sums).max().orElseThrow() - Arrays.stream(sums).min().orElseThrow();
  }

  /** The means of each unit by system, of cases that were measured in all. */
  private static double[][] units(List<Observations> systems) {
    Map<String, List<double[]>> clusters = new LinkedHashMap<>();
    Map<String, double[]> cases = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    Map<String, String> clusterOf = new LinkedHashMap<>();
    for (int i = 0; i < systems.size(); i++) {
      for (Observations.Cluster cluster : systems.get(i).clusters()) {
        for (Observations.Trials trials : cluster.cases()) {
          cases.computeIfAbsent(trials.caseId(), _ -> new double[systems.size()])[i] = trials.mean();
          seen.merge(trials.caseId(), 1, Integer::sum);
          clusterOf.put(trials.caseId(), cluster.id());
        }
      }
    }
    cases.forEach((id, values) -> {
      if (seen.getOrDefault(id, 0) == systems.size()) {
        clusters.computeIfAbsent(clusterOf.getOrDefault(id, id), _ -> new ArrayList<>()).add(values);
      }
    });
    return clusters.values().stream().map(Spread::mean).toArray(double[][]::new);
  }

  private static double[] mean(List<double[]> cases) {
    double[] means = new double[cases.getFirst().length];
    Arrays.setAll(means, i -> cases.stream().mapToDouble(values -> values[i]).average().orElseThrow());
    return means;
  }
}
