package dev.athanor.bench.measure;

import dev.athanor.bench.measure.Lane.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures lanes in turn.
 *
 * @param slice how long a lane works at a time
 * @param warmUps rounds that do not count
 * @param counted rounds that count
 * @param most after this time no further round begins, though one is always counted
 */
public record Rounds(Duration slice, int warmUps, int counted, Duration most) {
  /** Measures. Progress goes to stderr. Every second round goes backwards, so that no lane always follows the same one. */
  public Rates measure(List<Lane> lanes) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    Deadline end = new Deadline(System.nanoTime() + most.toNanos());
    for (int round = 0; round < warmUps + counted && (round <= warmUps || !end.passed()); round++) {
      for (Lane lane : round % 2 == 0 ? lanes : lanes.reversed()) {
        double rate = rate(lane);
        if (round >= warmUps) {
          rates.computeIfAbsent(lane.name(), _ -> new ArrayList<>()).add(rate);
        }
        System.err.printf("%s %-40s %,12.0f/s%n", round < warmUps ? "warm-up" : "round " + (round - warmUps
            + 1), lane.name(), rate);
      }
    }
    return new Rates(rates);
  }

  private double rate(Lane lane) throws Exception {
    long start = System.nanoTime();
    long units = lane.work().until(new Deadline(start + slice.toNanos()));
    return units * 1e9 / (System.nanoTime() - start);
  }
}
