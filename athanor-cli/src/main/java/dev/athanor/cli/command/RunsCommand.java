package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.view.InputText;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code athanor runs}. */
@Command(name = "runs", sortOptions = false, description = {
    "List the runs, the newest first."})
final class RunsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "List at most N runs; 20 without it.")
  private int limit = 20;

  @Option(names = "--all", description = "Also list runs that other runs have started.")
  private boolean all;

  RunsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw AthanorException.user("limit", "-n is " + limit + "; expected at least 1");
    }
    try (Workshop workshop = invocation.workshop()) {
      RunQuery query = new RunQuery(Optional.empty(), Optional.empty(), !all, limit);
      List<RunRecord> runs = workshop.journal().runs(query);
      List<RunId> names = workshop.journal().names(query);
      warnOfDamage(names, runs);
      if (invocation.json()) {
        invocation.json(RunJson.list(runs));
      } else if (names.isEmpty()) {
        invocation.screen().note("There are no runs yet. Start one with: athanor ask QUESTION");
      } else {
        invocation.screen().result(table(runs, workshop).lines(invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  private void warnOfDamage(List<RunId> names, List<RunRecord> readable) {
    List<RunId> damaged = new ArrayList<>(names);
    damaged.removeAll(readable.stream().map(RunRecord::id).toList());
    if (!damaged.isEmpty()) {
      invocation.screen().warn(Wording.count(damaged.size(), "run") + " can't be read and so not listed: "
          + damaged.stream().map(RunId::value).collect(Collectors.joining(", "))
          + "; see what is wrong with: athanor doctor");
    }
  }

  private static Table table(List<RunRecord> runs, Workshop workshop) {
    Table table = new Table(Column.text("RUN"), Column.text("STATE"), Column.text("STARTED"), Column.text(
        "FROM"), Column.text("INPUT"));
    for (RunRecord run : runs) {
      table.row(Table.cell(Style.HANDLE, run.id()), Table.cell(Wording.style(run.state()), Wording.state(run
          .state())), Table.cell(Style.FAINT, Wording.moment(run.header().created(), ZoneId.systemDefault())),
          Table.cell(Style.FAINT, from(run.header().derivation())),
          Table.cell(InputText.of(run.header(), workshop.journal())));
    }
    return table;
  }

  private static String from(Derivation derivation) {
    return switch (derivation) {
      case Derivation.Fresh() -> "";
      case Derivation.Nested(var parent, _, _, _, _) -> "in " + parent;
      case Derivation.Continued(var predecessor) -> "after " + predecessor;
      case Derivation.Forked forked -> "fork of " + forked.parent();
    };
  }
}
