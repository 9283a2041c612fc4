package dev.athanor.cli.command;

import dev.athanor.cli.view.ReplayText;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.run.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor replay}. */
@Command(name = "replay", sortOptions = false, description = {
    "Execute a run again over its record, and say whether it does the same.",
    "Every step is compared with the record. Nothing is carried out, nothing is written, and the network is",
    "closed: the answer can only come from the record and the code.",
    "",
    "With a COMMAND: run a program of yours, and give it the answers that athanor record has recorded. The",
    "first request that differs from the record is named. With --from: answer from the record up to there and",
    "from the provider after it, as a new run."},
    footer = {"",
        "Ends with code 13 if the run does something else now: the code has changed, or it depends on",
        "something that is not recorded. The first difference is named.",
        "Example: athanor replay last -- node agent.mjs --city Paris",
        "         athanor replay last --from 3 --model gpt-5-mini -- node agent.mjs --city Paris"})
final class ReplayCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND",
      description = "The program and its arguments, after --.")
  private List<String> command = new ArrayList<>();

  @Option(names = "--pace", description = "Let recorded answers take the time that they took.")
  private boolean pace;

  @Option(names = "--from", paramLabel = "STEP",
      description = "Answer from the record up to this exchange; its number in athanor show.")
  private @Nullable String from;

  @Option(names = "--model", paramLabel = "MODEL", description = "From there on ask this model instead.")
  private @Nullable String model;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = {
      "From there on set this in the requests, such as temperature=0. May be repeated."})
  private List<String> settings = new ArrayList<>();

  @Option(names = "--allow", paramLabel = "OPERATION",
      description = "From there on let this write to the outside world: write-http. May be repeated.")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--to", paramLabel = "PROVIDER=URL",
      description = "From there on pass on to this address; as in athanor record. May be repeated.")
  private List<String> addresses = new ArrayList<>();

  ReplayCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    check();
    if (command.isEmpty()) {
      return execute();
    }
    ReplayedProgram program = new ReplayedProgram(invocation, run, command);
    String step = from;
    return step == null ? program.play(pace) : program.depart(new ReplayedProgram.Way(step, model, settings,
        allowed, addresses));
  }

  /** Options that would be ignored are mistakes. */
  private void check() {
    boolean leaves = model != null || !settings.isEmpty() || !allowed.isEmpty() || !addresses.isEmpty();
    if (command.isEmpty() && (pace || from != null || leaves)) {
      throw AthanorException.user("command-needed",
          "--pace, --from, --model, --set, --allow and --to are for a"
              + " program that is given the recorded answers; add the program: athanor replay " + run
              + " ... -- COMMAND");
    }
    if (from == null && leaves) {
      throw AthanorException.user("from-needed", "--model, --set, --allow and --to say how to go on live; add"
          + " from which exchange on: --from STEP");
    }
    if (from != null && pace) {
      throw AthanorException.user("pace", "--pace is for a replay without --from");
    }
  }

  private int execute() {
    invocation.surroundings().closeNetwork().run();
    try (Workshop workshop = invocation.workshop()) {
      RunId id = new RunNames(workshop.journal()).find(run).id();
      Replay<?> replay = workshop.replay(id);
      if (invocation.json()) {
        invocation.json(RunJson.replay(replay));
      } else {
        invocation.screen().result(ReplayText.lines(id, replay, invocation.screen()));
      }
      return (replay.identical() ? ExitCode.OK : ExitCode.DIVERGED).number();
    }
  }
}
