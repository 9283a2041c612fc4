package dev.athanor.cli.command;

import dev.athanor.cli.view.DiffJson;
import dev.athanor.cli.view.DiffText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.trail.RunDiff;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor diff}. */
@Command(name = "diff", sortOptions = false, description = {
    "Hold two runs beside each other: where they part, and what is different.",
    "How often a step was tried, and in which order branches were done, makes no difference."})
final class DiffCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "RUN", description = RunNames.HELP)
  private String first = "";

  @Parameters(index = "1", paramLabel = "OTHER", description = "The run to hold beside it.")
  private String second = "";

  DiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      RunNames names = new RunNames(workshop.journal());
      RunDiff diff = RunDiff.of(workshop.recording(names.find(first).id()), workshop.recording(
          names.find(second).id()));
      if (invocation.json()) {
        invocation.json(DiffJson.of(diff));
      } else {
        invocation.screen().result(DiffText.lines(diff, invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }
}
