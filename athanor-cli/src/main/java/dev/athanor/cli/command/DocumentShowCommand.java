package dev.athanor.cli.command;

import dev.athanor.cli.view.DocumentText;
import dev.athanor.cli.workshop.Citations;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.knowledge.ledger.DocumentVersion;
import dev.athanor.knowledge.ledger.KnownDocument;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.run.Nearest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code athanor document show}. */
@Command(name = "show", sortOptions = false, description = {
    "Show a document: its text, cut into chunks, with their places in code points; its versions and by what each was",
    "made; and the runs, of the newest 1,000, whose answers cite it."})
final class DocumentShowCommand implements Callable<Integer> {
  private static final int RUNS = 1_000;
  private static final int SHOWN = 5;

  private final Invocation invocation;

  @Parameters(paramLabel = "ID", description = "The document's name, as athanor documents lists it.")
  private String id = "";

  @Mixin
  private ReaderOption shownTo = new ReaderOption();

  DocumentShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop(); Ledger ledger = workshop.ledger()) {
      DocumentId document = new DocumentId(id);
      Principals reader = shownTo.reader();
      KnownDocument known = ledger.known(document).filter(each -> each.readers().admit(reader))
          .orElseThrow(() -> unknown(document, ledger, reader));
      var whole =
          new DocumentText.Whole(reader.isOperator() ? known : known.today(),
              ledger.load(document).stream().toList(), versions(document, ledger, reader),
              citing(document, workshop, reader));
      if (invocation.json()) {
        invocation.json(DocumentText.json(whole));
      } else {
        invocation.screen().result(DocumentText.lines(whole, invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  /** Whoever may read a document today may not therefore know where it was and what it said when it was for others. */
  private static List<DocumentVersion> versions(DocumentId document, Ledger ledger, Principals reader) {
    return ledger.history(document).stream().filter(each -> reader.isOperator() || each.visible().now())
        .toList();
  }

  /** What may not be read is not there either, and what a document was called when it was for others is nobody's business. */
  private static AthanorException unknown(DocumentId document, Ledger ledger, Principals reader) {
    List<String> names = ledger.catalogue().stream().filter(each -> each.readers().admit(reader))
        .map(each -> each.entry().document().value()).toList();
    String now = ledger.renamedTo(document).filter(_ -> reader.isOperator())
        .filter(name -> names.contains(name.value()))
        .map(name -> "it is called " + name + " now")
        .orElse(names.isEmpty()
            ? "there are none yet; read the documents with: athanor sync"
            : "the nearest are " + String.join(", ", Nearest.to(document.value(), names, SHOWN)));
    return AthanorException.user("document-unknown", "there is no document \"" + document + "\"; " + now);
  }

  /** Runs of others are not told of. */
  private static List<String> citing(DocumentId document, Workshop workshop, Principals reader) {
    if (!Files.exists(Workshop.journalFile(workshop.project()))) {
      return List.of();
    }
    List<String> citing = new ArrayList<>();
    for (RunRecord run : workshop.journal().runs(RunQuery.newest(RUNS))) {
      var citations = new Citations(workshop.recording(run.id()));
      if (citations.mayBeShownTo(reader)
          && citations.all().stream().anyMatch(cited -> cited.document().equals(document.value()))) {
        citing.add(run.id().value());
      }
    }
    return citing;
  }
}
