package dev.athanor.bench.stream;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Streamed answers of the simulator, 1, 64 and 512 at once: the client alone, and on record. */
final class StreamBench {
  static final String KEY = "sk-bench";
  static final String MODEL = "gpt-5-mini";
  static final String QUESTION = "What is an athanor?";
  /** 40 words, which take a second. */
  static final String ANSWER = "An athanor is the furnace of the alchemists ".repeat(5).strip();

  private static final int ROUNDS = 4;

  private StreamBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (WorkFolder folder = WorkFolder.create(); Simulation simulation = Simulation.start();
        Asking direct = new DirectAsking(simulation.uri());
        Asking journaled = new JournaledAsking(simulation.uri(), folder.folder("store"))) {
      Report.heading("Streamed answers of 40 tokens in 1.2 s, on record and not");
      List<Asking> ways = List.of(direct, journaled);
      Report.line("%-8s %-20s %10s %10s %10s %10s %14s".formatted("at once", "", "first p50", "first p99",
          "whole p50",
          "whole p99", "heap a stream"));
      for (int atOnce : List.of(1, 64, 512)) {
        compare(ways, atOnce);
      }
    }
  }

  /** The answer must have come whole. */
  static void check(String answer) {
    if (!answer.equals(ANSWER)) {
      throw new IllegalStateException("the answer is not what it was to be: " + answer);
    }
  }

  private static void compare(List<Asking> ways, int atOnce) throws Exception {
    Map<Asking, List<Streams.Took>> took = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Asking way : round % 2 == 0 ? ways : ways.reversed()) {
        List<Streams.Took> streams = Streams.timed(way, atOnce, atOnce == 1 ? 5 : 2);
        // The first round warms up.
        if (round > 0) {
          took.computeIfAbsent(way, _ -> new ArrayList<>()).addAll(streams);
        }
      }
    }
    for (Asking way : ways) {
      List<Streams.Took> all = took.getOrDefault(way, List.of());
      Report.line("%-8d %-20s %,7.0f ms %,7.0f ms %,7.0f ms %,7.0f ms %,11d KB".formatted(atOnce, way.name(),
          percentile(all, Streams.Took::first, 50), percentile(all, Streams.Took::first, 99), percentile(all,
              Streams.Took::whole, 50),
          percentile(all, Streams.Took::whole, 99), Streams.bytesEach(way, atOnce)
              / 1024));
    }
    Asking direct = ways.getFirst();
    for (Asking way : ways.subList(1, ways.size())) {
      Report.line(
          "%-8s %s / %s: first token %.2f x, whole %.2f x (medians)".formatted("", way.name(), direct.name(),
              ratio(took, way, direct, Streams.Took::first), ratio(took, way, direct, Streams.Took::whole)));
    }
  }

  private static double ratio(Map<Asking, List<Streams.Took>> took, Asking one, Asking other,
      ToDoubleFunction<Streams.Took> of) {
    return percentile(took.getOrDefault(one, List.of()), of, 50)
        / percentile(took.getOrDefault(other, List.of()), of, 50);
  }

  /** By order statistics. */
  private static double percentile(List<Streams.Took> all, ToDoubleFunction<Streams.Took> of, int percent) {
    double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
    return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
  }
}
