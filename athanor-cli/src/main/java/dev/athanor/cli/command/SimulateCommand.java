package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.proxy.recording.RecordedTraffic;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.cassette.CassetteFiles;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.cassette.Recordings;
import dev.athanor.simulator.loopback.LoopbackServer;
import dev.athanor.simulator.script.Script;
import dev.athanor.simulator.script.ScriptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code athanor simulate}. */
@Command(name = "simulate", sortOptions = false, description = {
    "Serve models that are none: a server that speaks as OpenAI, Anthropic, Gemini and Ollama do.",
    "For tests without a key and without cost. It listens on this machine only, and calls nobody.",
    "Without a script it answers whatever is asked for. It runs until Ctrl-C."},
    footer = {"", "Example: athanor simulate --script support.yaml --port 8089",
        "         athanor simulate --recording last"})
final class SimulateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--script", paramLabel = "FILE",
      description = "Rules that say which question gets which answer, how fast, and what goes wrong.")
  private @Nullable String script;

  @Option(names = "--cassette", paramLabel = "PATH",
      description = "A file or folder of recorded traffic, which is played back.")
  private @Nullable String cassette;

  @Option(names = "--recording", paramLabel = "RUN", description = {
      "A run of athanor record or athanor proxy, which is played back. The run: its name, the",
      "beginning of its name, or \"last\" for the newest."})
  private @Nullable String recording;

  @Option(names = "--match", paramLabel = "HOW", description = {
      "Which recorded request is meant: the one with the same body (body), or the next one of",
      "the same path (order); body without it."})
  private Match match = Match.body;

  @Option(names = "--port", paramLabel = "N",
      description = "Where to listen; 0 for a free port; 8089 without it.")
  private int port = 8089;

  @Option(names = "--seed", paramLabel = "N",
      description = "For everything that is random; else the script's, or 0.")
  private @Nullable Long seed;

  SimulateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Which recorded request is meant, in the words of the command line. */
  enum Match {
    /** The one with the same body. */
    body(Recordings.Matching.BODY),
    /** The next one of the same path. */
    order(Recordings.Matching.ORDER);

    private final Recordings.Matching matching;

    Match(Recordings.Matching matching) {
      this.matching = matching;
    }
  }

  @Override
  public Integer call() {
    LoopbackServer.requireFree(port);
    Screen screen = invocation.screen();
    try (Simulator simulator = Simulator.start(settings());
        Interruption _ = Interruption.says(screen, "the simulator has ended")) {
      tell(simulator);
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.INTERRUPTED.number();
  }

  private SimulatorSettings settings() {
    Optional<ScriptFile> file =
        Optional.ofNullable(script).map(typed -> ScriptFile.read(invocation.path(typed)));
    Optional<Recordings> recordings = recordings();
    SimulatorSettings settings =
        file.map(SimulatorSettings::of).or(() -> recordings.map(SimulatorSettings::playing))
            .orElseGet(() -> SimulatorSettings.of(Script.agreeable()));
    SimulatorSettings both = recordings.map(settings::with).orElse(settings).onPort(port);
    return seed == null ? both : both.seeded(seed);
  }

  /** What is played back: cassettes before the run. */
  private Optional<Recordings> recordings() {
    List<Interaction> played = new ArrayList<>();
    if (cassette != null) {
      played.addAll(CassetteFiles.read(invocation.path(cassette)));
    }
    if (recording != null) {
      played.addAll(recorded(recording));
    }
    return cassette == null && recording == null ? Optional.empty()
        : Optional.of(Recordings.of(played, match.matching));
  }

  private List<Interaction> recorded(String typed) {
    try (Workshop workshop = invocation.workshop()) {
      RunId id = new RunNames(workshop.journal()).find(typed).id();
      List<Interaction> traffic = RecordedTraffic.of(workshop.recording(id));
      invocation.screen().note("It plays run " + id + ": " + Wording.count(traffic.size(), "exchange") + ".");
      return traffic;
    }
  }

  private void tell(Simulator simulator) {
    Screen screen = invocation.screen();
    String uri = simulator.baseUri().toString();
    if (invocation.json()) {
      invocation.json(Json.object().put("uri", uri).put("port", simulator.baseUri().getPort()));
    } else {
      screen.result(screen.paint(Style.FAINT, "OpenAI     ") + uri + "/v1");
      for (String provider : new String[]{"Anthropic  ", "Gemini     ", "Ollama     "}) {
        screen.result(screen.paint(Style.FAINT, provider) + uri);
      }
    }
    invocation.surroundings().streams().out().flush(); // whoever waits for the address must not wait for the end
    if (script == null && cassette == null && recording == null) {
      screen.note("It answers whatever is asked for; say with --script FILE what it is to answer.");
    }
    screen.note("Ctrl-C ends it.");
  }
}
