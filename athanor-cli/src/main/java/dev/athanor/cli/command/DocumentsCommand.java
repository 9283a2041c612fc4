package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.DocumentText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.Principals;
import dev.athanor.document.source.Glob;
import dev.athanor.knowledge.ledger.KnownDocument;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor documents}. */
@Command(name = "documents", sortOptions = false, description = {
    "List the documents that the last syncs have seen: their state, their chunks, their title.",
    "A document is indexed, outdated (it can't be read as it is now, and stays as it was) or failed."},
    footer = {"", "Example: athanor documents --state failed", "         athanor documents 'guides/**'"})
final class DocumentsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "GLOB",
      description = "Only those whose name matches, such as '**/*.pdf'.")
  private @Nullable String glob;

  @Option(names = "--source", paramLabel = "NAME", description = "Only those of this source.")
  private @Nullable String source;

  @Option(names = "--state", paramLabel = "STATE", description = "Only those: ${COMPLETION-CANDIDATES}.")
  private @Nullable State state;

  @Mixin
  private ReaderOption shownTo = new ReaderOption();

  DocumentsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** States, in the words of the command line. */
  enum State {
    /** As it is now. */
    indexed,
    /** As it was before. */
    outdated,
    /** Not at all. */
    failed
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop(); Ledger ledger = workshop.ledger()) {
      Principals reader = shownTo.reader();
      List<KnownDocument> all =
          ledger.catalogue().stream().filter(each -> each.readers().admit(reader)).toList();
      List<KnownDocument> found = all.stream().filter(this::asked)
          .map(each -> reader.isOperator() ? each : each.today()).toList();
      Screen screen = invocation.screen();
      if (invocation.json()) {
        invocation.json(DocumentText.json(found));
      } else if (!found.isEmpty()) {
        screen.result(DocumentText.table(found, screen));
      }
      screen.note(Wording.count(found.size(), "document") + " of " + all.size() + ": "
          + found.stream().collect(
              Collectors.groupingBy(DocumentText::state, Collectors.counting())).entrySet().stream()
              .map(each -> each
                  .getValue() + " " + each.getKey())
              .sorted().collect(Collectors.joining(", ")));
      return ExitCode.OK.number();
    }
  }

  private boolean asked(KnownDocument document) {
    String pattern = glob;
    String from = source;
    State wanted = state;
    return (pattern == null || Glob.of(pattern).matches(document.entry().document().value()))
        && (from == null || document.entry().source().value().equals(from))
        && (wanted == null || DocumentText.state(document).equals(wanted.name()));
  }
}
