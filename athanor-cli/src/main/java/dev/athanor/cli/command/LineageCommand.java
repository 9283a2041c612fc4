package dev.athanor.cli.command;

import dev.athanor.cli.view.LineageText;
import dev.athanor.cli.workshop.Lineage;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunRecord;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code athanor lineage}. */
@Command(name = "lineage", sortOptions = false, description = {
    "Say of every citation of an answer which version of which document it is from, where that was, by what it was read,",
    "cleaned, cut and embedded, and whether the document still says so."})
final class LineageCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  @Mixin
  private ReaderOption shownTo = new ReaderOption();

  LineageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      RunRecord record = new RunNames(workshop.journal()).find(run);
      try (Ledger ledger = workshop.ledger()) {
        Lineage lineage = Lineage.of(workshop.recording(record.id()), ledger, shownTo.reader());
        if (invocation.json()) {
          invocation.json(LineageText.json(lineage));
        } else if (lineage.origins().isEmpty()) {
          invocation.screen().note("Run " + record.id() + " cites nothing"
              + (shownTo.reader().isOperator() ? "." : " that may be shown to those who are named."));
        } else {
          invocation.screen().result(LineageText.lines(lineage, invocation.screen()));
        }
      }
      return ExitCode.OK.number();
    }
  }
}
