package dev.athanor.bench.stream;

import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The simulator in a JVM of its own, so that the memory that is measured is the client's. */
final class Simulation implements AutoCloseable {
  private static final Delivery WAY =
      Delivery.USUAL.after(new Latency.Fixed(Duration.ofMillis(200))).atTokensPerSecond(40);

  private final Process process;
  private final URI uri;

  private Simulation(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static Simulation start() throws IOException {
    Process process =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), Simulation.class.getName()).redirectError(Redirect.INHERIT)
            .start();
    String address = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (address == null) {
      throw new IllegalStateException("the simulator ended before it said where it is");
    }
    return new Simulation(process, URI.create(address));
  }

  URI uri() {
    return uri;
  }

  /** Serves until the input ends, as it does when the parent is gone. */
  public static void main(String[] arguments) throws IOException {
    try (Simulator simulator =
        Simulator.start(SimulatorSettings.of(Script.saying(StreamBench.ANSWER)).delivered(WAY))) {
      System.out.println(simulator.baseUri());
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
