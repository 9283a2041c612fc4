package dev.athanor.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A corner of the grid that {@link CoverageBench} measures, small enough to be asked each time. */
class SimulatedTruthTest {
  @Test
  void intervalsHoldAndTestsStayCalmWhereTheTruthIsKnown() {
    for (int cases : new int[]{20, 100}) {
      for (double rate : new double[]{0.5, 0.95}) {
        for (int repeats : new int[]{1, 5}) {
          SimulatedTruth.Cell cell = new SimulatedTruth.Cell(cases, 1, repeats, rate, repeats == 1 ? 0 : 0.3);
          SimulatedTruth.Shares shares = SimulatedTruth.measure(cell, 1_000, 7);
          assertThat(shares.rateCovered()).describedAs("%s", cell).isGreaterThan(0.93);
          assertThat(shares.differenceCovered()).describedAs("%s", cell).isGreaterThan(0.93);
          assertThat(shares.falsePositives()).describedAs("%s", cell).isLessThan(0.07);
        }
      }
    }
  }
}
