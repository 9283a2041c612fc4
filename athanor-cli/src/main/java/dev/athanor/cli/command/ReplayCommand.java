package dev.athanor.cli.command;

import dev.athanor.cli.view.ReplayText;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.run.Replay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor replay}. */
@Command(name = "replay", sortOptions = false, description = {
    "Execute a run again over its record, and say whether it does the same.",
    "Every step is compared with the record. Nothing is carried out, nothing is written, and the network is",
    "closed: the answer can only come from the record and the code."},
    footer = {"",
        "Ends with code 13 if the run does something else now: the code has changed, or it depends on",
        "something that is not recorded. The first difference is named."})
final class ReplayCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  ReplayCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.surroundings().closeNetwork().run();
    try (Workshop workshop = invocation.workshop()) {
      RunId id = new RunNames(workshop.journal()).find(run).id();
      Replay<?> replay = workshop.runs().replay(id);
      if (invocation.json()) {
        invocation.json(RunJson.replay(replay));
      } else {
        invocation.screen().result(ReplayText.lines(id, replay, invocation.screen()));
      }
      return (replay.identical() ? ExitCode.OK : ExitCode.DIVERGED).number();
    }
  }
}
