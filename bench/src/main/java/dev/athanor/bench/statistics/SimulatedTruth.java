package dev.athanor.bench.statistics;

import dev.athanor.statistics.Comparing;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Means;
import dev.athanor.statistics.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** How often intervals hold and tests cry wolf, where the truth is known because it was simulated. */
final class SimulatedTruth {
  private static final double LEVEL = 0.95;

  /**
   * A truth to simulate: trials of a cluster pass with the same probability, and are correlated.
   *
   * @param cases number of cases
   * @param clusterSize cases a cluster
   * @param repeats trials a case
   * @param rate probability to pass
   * @param correlation of two trials of a cluster
   */
  record Cell(int cases, int clusterSize, int repeats, double rate, double correlation) {}

  /**
   * Shares of the repetitions.
   *
   * @param rateCovered the interval of the rate has the true rate
   * @param differenceCovered the interval of the difference of two equal systems has 0
   * @param falsePositives the test finds a difference between two equal systems
   */
  record Shares(double rateCovered, double differenceCovered, double falsePositives) {}

  private SimulatedTruth() {}

  /** Simulates a truth so many times. */
  static Shares measure(Cell cell, int repetitions, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Comparing comparing = new Comparing(LEVEL, Optional.empty(), 499);
    int rateCovered = 0;
    int differenceCovered = 0;
    int positives = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      List<Observations> both = draw(cell, random);
      rateCovered += covers(Means.rate(both.getFirst(), LEVEL), cell.rate());
      Comparison comparison = comparing.compare(both.getFirst(), both.getLast(), random);
      differenceCovered += covers(comparison.difference(), 0);
      positives += comparison.probability() <= 1 - LEVEL ? 1 : 0;
    }
    double all = repetitions;
    return new Shares(rateCovered / all, differenceCovered / all, positives / all);
  }

  private static int covers(Estimate estimate, double truth) {
    return estimate.interval().orElseThrow().contains(truth) ? 1 : 0;
  }

  /** Lunn and Davies, "A note on generating correlated binary variables", Biometrika 85, 1998: a trial copies its cluster's draw, or draws anew. */
  private static List<Observations> draw(Cell cell, RandomGenerator random) {
    double copies = Math.sqrt(cell.correlation());
    List<Observations.Cluster> baseline = new ArrayList<>();
    List<Observations.Cluster> candidate = new ArrayList<>();
    for (int from = 0; from < cell.cases(); from += cell.clusterSize()) {
      double shared = random.nextDouble() < cell.rate() ? 1 : 0;
      List<Observations.Trials> first = new ArrayList<>();
      List<Observations.Trials> second = new ArrayList<>();
      for (int index = from; index < Math.min(cell.cases(), from + cell.clusterSize()); index++) {
        String id = Integer.toString(index);
        first.add(new Observations.Trials(id, values(cell, copies, shared, random)));
        second.add(new Observations.Trials(id, values(cell, copies, shared, random)));
      }
      baseline.add(new Observations.Cluster(Integer.toString(from), first));
      candidate.add(new Observations.Cluster(Integer.toString(from), second));
    }
    return List.of(new Observations(baseline), new Observations(candidate));
  }

  private static List<Double> values(Cell cell, double copies, double shared, RandomGenerator random) {
    List<Double> values = new ArrayList<>(cell.repeats());
    for (int repeat = 0; repeat < cell.repeats(); repeat++) {
      double own = random.nextDouble() < cell.rate() ? 1 : 0;
      values.add(random.nextDouble() < copies ? shared : own);
    }
    return values;
  }
}
