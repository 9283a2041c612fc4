package dev.athanor.bench.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a command took, with all processes that it started.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all cores, in user and system mode
 * @param peakMegabytes the most memory that its processes held at one moment, shared pages counted by their shares
 * @param exit the code that it ended with
 * @param output what it wrote
 */
record Effort(double seconds, double cpuSeconds, double peakMegabytes, int exit, String output) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Runs a command to its end and watches it. */
  static Effort of(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path times = Files.createTempFile(folder, "times", "");
    Path log = Files.createTempFile(folder, "log", "");
    List<String> timed = new ArrayList<>(List.of("bash", "-c",
        "TIMEFORMAT='%R %U %S'; { time \"$@\" >\"$LOG\" 2>&1; } 2>\"$TIMES\"", "bash"));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(Map.of("TIMES", times.toString(), "LOG", log.toString()));
    Process process = builder.start();
    double peak = 0;
    while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, megabytes(process.toHandle()));
    }
    String[] words = Files.readString(times).strip().split("\\s+", -1);
    return new Effort(Double.parseDouble(words[0]),
        Double.parseDouble(words[1]) + Double.parseDouble(words[2]), peak,
        process.exitValue(), Files.readString(log));
  }

  private static double megabytes(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToLong(each -> kilobytes(each.pid())).sum()
        / 1024.0;
  }

  private static long kilobytes(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/smaps_rollup"))) {
      return lines.filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException ended) {
      return 0;
    }
  }
}
