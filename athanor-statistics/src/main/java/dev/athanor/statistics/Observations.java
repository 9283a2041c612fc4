package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was measured: clusters of cases, each with the values of its repeats. The cluster is the unit: repeats are averaged first, then the cases
 * of a cluster, and only the means of clusters count as independent.
 *
 * @param clusters at least one
 */
public record Observations(List<Cluster> clusters) {
  /**
   * Cases that belong together, such as questions about one document.
   *
   * @param id the cluster
   * @param cases at least one
   */
  public record Cluster(String id, List<Trials> cases) {
    /** Checks and copies. */
    public Cluster {
      cases = List.copyOf(cases);
      if (cases.isEmpty()) {
        throw new IllegalArgumentException("cluster '" + id + "' has no cases; leave it out");
      }
    }

    /** The mean of the means of its cases. */
    public double mean() {
      return cases.stream().mapToDouble(Trials::mean).average().orElseThrow();
    }
  }

  /**
   * The repeats of a case.
   *
   * @param caseId the case
   * @param values one a repeat, finite, at least one
   */
  public record Trials(String caseId, List<Double> values) {
    /** Checks and copies. */
    public Trials {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "case '" + caseId + "' has no values; count it as unscored and leave it out");
      }
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "case '" + caseId + "' has the value " + value
                  + "; expected finite numbers; count the trial as unscored");
        }
      }
    }

    double mean() {
      return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  /** Checks and copies. */
  public Observations {
    clusters = List.copyOf(clusters);
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no observations; expected the values of at least one case");
    }
  }

  /** Each case a cluster of its own, in the order of the map. */
  public static Observations ofCases(Map<String, List<Double>> valuesByCase) {
    List<Cluster> clusters = new ArrayList<>();
    valuesByCase.forEach((id, values) -> clusters.add(new Cluster(id, List.of(new Trials(id, values)))));
    return new Observations(clusters);
  }

  /** The number of clusters, which is that of independent units. */
  public int units() {
    return clusters.size();
  }

  /** The number of cases. */
  public int cases() {
    return clusters.stream().mapToInt(cluster -> cluster.cases().size()).sum();
  }

  /** The number of values. */
  public int trials() {
    return clusters.stream().flatMap(cluster -> cluster.cases().stream())
        .mapToInt(trials -> trials.values().size()).sum();
  }

  /** The mean of each cluster, in order. */
  public double[] means() {
    return clusters.stream().mapToDouble(Cluster::mean).toArray();
  }

  /** Whether each cluster is one case with one value. */
  boolean isSingle() {
    return units() == trials();
  }

  /** Whether all values are 0 or 1. */
  boolean isPassFail() {
    return clusters.stream().flatMap(cluster -> cluster.cases().stream())
        .flatMap(trials -> trials.values().stream())
        .allMatch(value -> value == 0 || value == 1);
  }

  /** Whether all values are between 0 and 1. */
  boolean isWithinUnit() {
    return clusters.stream().flatMap(cluster -> cluster.cases().stream())
        .flatMap(trials -> trials.values().stream())
        .allMatch(value -> value >= 0 && value <= 1);
  }
}
