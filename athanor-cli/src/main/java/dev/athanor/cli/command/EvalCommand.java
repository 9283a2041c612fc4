package dev.athanor.cli.command;

import dev.athanor.cli.project.Evaluations;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.view.InputText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Json;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor eval}: without more it lists evaluations and what came of them. */
@Command(name = "eval", sortOptions = false, synopsisSubcommandLabel = "[COMMAND]", description = {
    "Measure systems on cases: who is better, by how much, whether that is real, and what it costs.",
    "Without COMMAND, list the evaluations of the project and its experiments."}, commandListHeading = "%n")
final class EvalCommand implements Callable<Integer> {
  private static final int MOST = 20;

  private final Invocation invocation;

  EvalCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Project project = invocation.project();
    List<String> names = new Evaluations(project).names();
    if (!Files.exists(Workshop.journalFile(project))) {
      tell(names, List.of(), Optional.empty());
      return ExitCode.OK.number();
    }
    try (Workshop workshop = invocation.workshop()) {
      List<RunRecord> runs =
          workshop.journal().runs(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional
              .empty(), true, MOST));
      tell(names, runs, Optional.of(workshop));
    }
    return ExitCode.OK.number();
  }

  private void tell(List<String> names, List<RunRecord> runs, Optional<Workshop> workshop) {
    Screen screen = invocation.screen();
    if (invocation.json()) {
      ObjectNode json = Json.object();
      ArrayNode evaluations = json.putArray("evaluations");
      names.forEach(evaluations::add);
      ArrayNode experiments = json.putArray("experiments");
      runs.forEach(
          run -> experiments.addObject().put("run", run.id().value()).put("state", Wording.state(run.state()))
              .put("created", run.header().created().toString()));
      invocation.json(json);
      return;
    }
    if (names.isEmpty()) {
      screen.note(
          "There are no evaluations yet: one is a file such as evals/answers.yaml (docs/evaluation.md)");
    }
    names.forEach(name -> screen.result(screen.paint(Style.HANDLE, name)));
    if (!runs.isEmpty() && workshop.isPresent()) {
      screen.result("");
      Table table =
          new Table(Column.text("RUN"), Column.text("STATE"), Column.text("STARTED"), Column.text("WHAT"));
      for (RunRecord run : runs) {
        table.row(Table.cell(Style.HANDLE, run.id()),
            Table.cell(Wording.style(run.state()), Wording.state(run.state())),
            Table.cell(Style.FAINT, Wording.moment(run.header().created(), ZoneId.systemDefault())),
            Table.cell(
                InputText.of(run.header(), workshop.get().journal())));
      }
      screen.result(table.lines(screen));
    }
  }
}
