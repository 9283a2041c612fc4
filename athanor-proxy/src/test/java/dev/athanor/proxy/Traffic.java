package dev.athanor.proxy;

import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.RecordedTraffic;
import dev.athanor.run.Recording;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.cassette.Recordings;
import dev.athanor.simulator.script.Script;
import java.net.URI;
import java.util.function.Function;

/** Recordings, made of the simulator and played by it. */
final class Traffic {
  private Traffic() {}

  /** What is recorded. */
  interface Use {
    /** Asks providers at these base addresses. */
    void of(Function<Service, URI> bases) throws Exception;
  }

  /** The recording of a use of the scripted simulator. */
  static Recording recorded(Script script, Use use) throws Exception {
    try (Simulator provider = Simulator.start(SimulatorSettings.of(script)); Recorded recorded = Recorded
        .before(provider.baseUri())) {
      use.of(recorded.server()::base);
      return recorded.end();
    }
  }

  /** A simulator that plays a recording. */
  static Simulator playing(Recording recording) {
    return Simulator.start(SimulatorSettings.playing(Recordings.of(RecordedTraffic.of(recording),
        Recordings.Matching.BODY)));
  }

  /** Where a simulator has each provider. */
  static Function<Service, URI> at(Simulator simulator) {
    return service -> URI.create(simulator.baseUri() + service.root());
  }
}
