package dev.athanor.cli.command;

import dev.athanor.cli.program.Providers;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.version.Version;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.proxy.ProxyServer;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.simulator.loopback.LoopbackServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor proxy}. */
@Command(name = "proxy", sortOptions = false, description = {
    "Record what programs ask models and are answered, until Ctrl-C.",
    "For programs that are started elsewhere: give their clients the addresses that are printed. Everything is",
    "passed on to the provider; keys are passed on and never recorded. The recording is a run."},
    footer = {"", "To record one program: athanor record -- COMMAND"})
final class ProxyCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--name", paramLabel = "RUN", description = "The name of the run; one is drawn without it.")
  private @Nullable String name;

  @Option(names = "--port", paramLabel = "N",
      description = "Where to listen; 0 for a free port; 8088 without it.")
  private int port = 8088;

  @Option(names = "--to", paramLabel = "PROVIDER=URL", description = {
      "Pass on to this address, such as openai=https://my.gateway/v1. May be repeated. Without it: what",
      "the environment says, such as OPENAI_BASE_URL, else the provider itself."})
  private List<String> addresses = new ArrayList<>();

  ProxyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Providers providers = Providers.of(addresses, invocation.surroundings().streams().environment());
    LoopbackServer.requireFree(port);
    try (Upstreams upstreams = providers.connect(); Workshop workshop = invocation.recordingWorkshop()) {
      RunId id = new RunNames(workshop.journal()).free(name);
      Recorder recorder = Recorder.start(workshop.journal(), upstreams, id, new RecordingProgram.Input(List
          .of()), Version.number(), invocation.screen()::warn);
      try (RecordedProgram recorded = new RecordedProgram(invocation, workshop, recorder);
          ProxyServer server = ProxyServer.start(port, recorder, workshop.journal()::store);
          Interruption _ = Interruption.does(recorded::end)) {
        tell(server, id);
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return ExitCode.INTERRUPTED.number();
  }

  private void tell(ProxyServer server, RunId id) {
    Screen screen = invocation.screen();
    if (invocation.json()) {
      ObjectNode json = Json.object().put("run", id.value()).put("port", server.port());
      ObjectNode bases = json.putObject("addresses");
      for (Service service : Service.values()) {
        bases.put(service.word(), server.base(service).toString());
      }
      invocation.json(json);
    } else {
      for (Service service : Service.values()) {
        screen.result(screen.paint(Style.FAINT, String.format(Locale.ROOT, "%-22s  ", service.variables()
            .getFirst())) + server.base(service));
      }
    }
    invocation.surroundings().streams().out().flush(); // whoever waits for the addresses must not wait for the end
    screen.note("Recording run " + id + "; Ctrl-C ends it.");
  }
}
