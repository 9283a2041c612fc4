package dev.athanor.bench.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Coverage of nominal 95 % intervals, and false positives of tests at 5 %, over a grid of simulated truths; worst first. */
public final class CoverageBench {
  private static final int REPETITIONS = 5_000;

  private record Row(SimulatedTruth.Cell cell, SimulatedTruth.Shares shares) {}

  private CoverageBench() {}

  /** Takes the number of repetitions, or else 5,000. */
  public static void main(String[] arguments) {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : REPETITIONS;
    List<Row> rows = grid().parallelStream()
        .map(cell -> new Row(cell, SimulatedTruth.measure(cell, repetitions, cell.hashCode())))
        .sorted(Comparator
            .comparingDouble(row -> Math.min(row.shares().rateCovered(), row.shares().differenceCovered())))
        .toList();
    System.out.println(
        "cases  a cluster  repeats  rate  correlation  rate covered  difference covered  false positives");
    rows.forEach(CoverageBench::print);
    System.out.printf(
        "%d cells, %d repetitions each: rate covered %.4f - %.4f, below .94 in %d; difference covered at least %.4f;"
            + " false positives at most %.4f%n",
        rows.size(), repetitions,
        rows.stream().mapToDouble(row -> row.shares().rateCovered()).min().orElseThrow(),
        rows.stream().mapToDouble(row -> row.shares().rateCovered()).max().orElseThrow(),
        rows.stream().filter(row -> row.shares().rateCovered() < 0.94).count(),
        rows.stream().mapToDouble(row -> row.shares().differenceCovered()).min().orElseThrow(),
        rows.stream().mapToDouble(row -> row.shares().falsePositives()).max().orElseThrow());
  }

  private static void print(Row row) {
    SimulatedTruth.Cell cell = row.cell();
    System.out.printf("%5d  %9d  %7d  %.2f  %11.2f  %12.4f  %18.4f  %15.4f%n", cell.cases(),
        cell.clusterSize(), cell.repeats(), cell.rate(),
        cell.correlation(), row.shares().rateCovered(), row.shares().differenceCovered(),
        row.shares().falsePositives());
  }

  private static List<SimulatedTruth.Cell> grid() {
    List<SimulatedTruth.Cell> cells = new ArrayList<>();
    for (int cases : new int[]{20, 50, 100, 200}) {
      for (double rate : new double[]{0.5, 0.7, 0.9, 0.95, 0.98}) {
        for (double correlation : new double[]{0, 0.1, 0.3}) {
          for (int repeats : new int[]{1, 3, 5}) {
            if (repeats > 1 || correlation == 0) { // one trial has nothing to be correlated with
              cells.add(new SimulatedTruth.Cell(cases, 1, repeats, rate, correlation));
            }
            cells.add(new SimulatedTruth.Cell(cases, 4, repeats, rate, correlation));
          }
        }
      }
    }
    return cells;
  }
}
