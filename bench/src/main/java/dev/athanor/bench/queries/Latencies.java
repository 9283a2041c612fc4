package dev.athanor.bench.queries;

import java.lang.management.ManagementFactory;
import com.sun.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;

/** What the questions to one side took: by the clock, and of the process's time on cores. */
final class Latencies {
  /** Counts in ticks of some milliseconds, which is enough for a mean. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String name;
  private final List<Long> clock = new ArrayList<>();
  private long core;

  Latencies(String name) {
    this.name = name;
  }

  /** One question. */
  @FunctionalInterface
  interface Question {
    void ask() throws Exception;
  }

  void time(Question question) throws Exception {
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    question.ask();
    clock.add(System.nanoTime() - start);
    core += PROCESS.getProcessCpuTime() - cpu;
  }

  double clockMillis(double quantile) {
    return millis(clock, quantile);
  }

  /** Of all threads: the mean is what a core can answer at most. */
  double meanCoreMillis() {
    return clock.isEmpty() ? 0 : core / 1e6 / clock.size();
  }

  private static double millis(List<Long> nanos, double quantile) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0
        : sorted.get((int) Math.min(sorted.size() - 1.0, sorted.size() * quantile)) / 1e6;
  }

  String line() {
    return "%-44s %6d  p50 %7.2f ms  p99 %7.2f ms   of cores, mean %6.2f ms".formatted(name, clock.size(),
        clockMillis(0.5), clockMillis(0.99), meanCoreMillis());
  }
}
