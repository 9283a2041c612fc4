package dev.athanor.cli.command;

import dev.athanor.cli.program.CommandWords;
import dev.athanor.cli.program.OtherProgram;
import dev.athanor.cli.program.Providers;
import dev.athanor.cli.version.Version;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.proxy.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor record}. */
@Command(name = "record", sortOptions = false, description = {
    "Run a program of yours, in any language, and record what it asks models and is answered.",
    "The program is told by environment variables to find OpenAI, Anthropic, Gemini and Ollama at a proxy on",
    "this machine, which passes everything on. Keys are passed on and never recorded. The recording is a run."},
    footer = {"", "Ends with the code of the program; 127 if there is no such program.",
        "Example: athanor record -- node agent.mjs --city Paris"})
final class RecordCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--name", paramLabel = "RUN", description = "The name of the run; one is drawn without it.")
  private @Nullable String name;

  @Option(names = "--to", paramLabel = "PROVIDER=URL", description = {
      "Pass on to this address, such as openai=https://my.gateway/v1. May be repeated. Without it: what",
      "the environment says, such as OPENAI_BASE_URL, else the provider itself."})
  private List<String> addresses = new ArrayList<>();

  @Parameters(arity = "1..*", paramLabel = "COMMAND",
      description = "The program and its arguments, after --.")
  private List<String> command = new ArrayList<>();

  RecordCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = invocation.surroundings().streams().environment();
    OtherProgram program =
        OtherProgram.find(command, invocation.surroundings().workingDirectory(), environment
            .getOrDefault("PATH", ""));
    Providers providers = Providers.of(addresses, environment);
    try (Upstreams upstreams = providers.connect(); Workshop workshop = invocation.recordingWorkshop()) {
      RunId id = new RunNames(workshop.journal()).free(name);
      Recorder recorder = Recorder.start(workshop.journal(), upstreams, id, new RecordingProgram.Input(
          CommandWords.withoutKeys(command, environment)), Version.number(), invocation.screen()::warn);
      try (RecordedProgram recorded = new RecordedProgram(invocation, workshop, recorder)) {
        return recorded.run(program);
      }
    }
  }
}
