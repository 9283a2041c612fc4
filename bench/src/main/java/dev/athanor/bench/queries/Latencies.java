package dev.athanor.bench.queries;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** What the questions to one side took: by the clock, and of the asking thread's time on a core. */
final class Latencies {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;
  private final List<Long> clock = new ArrayList<>();
  private final List<Long> core = new ArrayList<>();

  Latencies(String name) {
    this.name = name;
  }

  /** One question. */
  @FunctionalInterface
  interface Question {
    void ask() throws Exception;
  }

  void time(Question question) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    question.ask();
    clock.add(System.nanoTime() - start);
    core.add(THREADS.getCurrentThreadCpuTime() - cpu);
  }

  double clockMillis(double quantile) {
    return millis(clock, quantile);
  }

  double coreMillis(double quantile) {
    return millis(core, quantile);
  }

  /** The mean is what a core can answer at most. */
  double meanCoreMillis() {
    return core.stream().mapToLong(Long::longValue).average().orElse(0) / 1e6;
  }

  private static double millis(List<Long> nanos, double quantile) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0
        : sorted.get((int) Math.min(sorted.size() - 1.0, sorted.size() * quantile)) / 1e6;
  }

  String line() {
    return "%-44s %6d  p50 %7.2f ms  p99 %7.2f ms   core: p50 %6.2f  p99 %6.2f  mean %6.2f ms".formatted(name,
        clock
            .size(),
        clockMillis(0.5), clockMillis(0.99), coreMillis(0.5), coreMillis(0.99), meanCoreMillis());
  }
}
