package dev.athanor.bench.measure;

import java.lang.management.ManagementFactory;

/** Says where a measurement was made. */
final class Machine {
  private Machine() {}

  static String describe() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return "%d cores, %s %s, Java %s (%s), load %.1f before the measurement".formatted(Runtime.getRuntime()
        .availableProcessors(), System.getProperty("os.name"), System.getProperty("os.version"),
        Runtime.version(),
        System.getProperty("java.vendor"), system.getSystemLoadAverage());
  }
}
