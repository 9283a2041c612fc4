package dev.athanor.bench.start;

import dev.athanor.bench.measure.Lane;
import dev.athanor.bench.measure.Rates;
import dev.athanor.bench.measure.Rates.Figure;
import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.Rounds;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The wall time of whole commands, launcher included, beside a JVM that starts and does nothing. */
final class StartBench {
  private static final String BARE = "a bare JVM";
  private static final String VERSION = "athanor --version";
  private static final String ASK = "athanor ask, on the demo project";
  private static final Path LAUNCHER = Path.of("athanor").toAbsolutePath();
  private static final Path DEMO = Path.of("bench", "target", "demo").toAbsolutePath();

  private StartBench() {}

  /** Measures. Makes the demo project first, if it is not there. */
  public static void main(String[] arguments) throws Exception {
    if (!Files.isDirectory(DEMO)) {
      System.err.println("making the demo project, which takes a few minutes ...");
      execute(Redirect.INHERIT, LAUNCHER.toString(), "demo", DEMO.toString());
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Report.heading("Start");
    Rates rates = new Rounds(Duration.ZERO, 2, 15, Duration.ofMinutes(3)).measure(List.of(
        starts(BARE, java.toString(), "-cp", System.getProperty("java.class.path"),
            BareStart.class.getName()),
        starts(VERSION, LAUNCHER.toString(), "--version"),
        starts(ASK, LAUNCHER.toString(), "-C", DEMO.toString(), "ask", "Where was Nikola Tesla born?")));
    for (String lane : List.of(BARE, VERSION, ASK)) {
      Figure rate = rates.rate(lane);
      Report.line(
          "%-34s %,6.0f ms   (%,.0f - %,.0f of %d starts)".formatted(lane, 1e3 / rate.median(), 1e3 / rate
              .most(), 1e3 / rate.least(), rates.rounds()));
    }
    Report.line("");
    for (String lane : List.of(VERSION, ASK)) {
      Report
          .line("%s takes %.2f x the time of %s".formatted(lane, 1 / rates.ratio(lane, BARE).median(), BARE));
    }
  }

  private static Lane starts(String name, String... command) {
    return Lane.repeating(name, () -> {
      execute(Redirect.DISCARD, command);
      return 1;
    });
  }

  private static void execute(Redirect output, String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).redirectOutput(output).redirectError(output).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "this ended with exit code " + code + ", where 0 was expected; try it by hand: "
              + String.join(" ", command));
    }
  }
}
