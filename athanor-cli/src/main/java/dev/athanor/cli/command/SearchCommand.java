package dev.athanor.cli.command;

import dev.athanor.cli.view.ExplanationText;
import dev.athanor.cli.view.SearchText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.Retrieval;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor search}. */
@Command(name = "search", sortOptions = false, description = {
    "Find the passages that a question is about, and see why each was found."},
    footer = {"", "Example: athanor search -k 3 how long is the notice period"})
final class SearchCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
  private List<String> words = new ArrayList<>();

  @Option(names = "-k", paramLabel = "N", description = "At most N passages; else as athanor.yaml says.")
  private @Nullable Integer most;

  @Option(names = "--explain", description = {
      "Say also how many passages were compared, with which words if the question was expanded, and what is no hit and",
      "why. With --json it always does."})
  private boolean explain;

  @Mixin
  private AskerOptions asking = new AskerOptions();

  SearchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String query = Questions.read(words);
    try (Workshop workshop = invocation.workshop()) {
      Integer limit = most;
      asking.applyTo(workshop);
      RetrievalSettings settings = workshop.retrieval();
      Retrieval found = workshop.search(query, limit == null ? settings : settings.top(limit));
      if (invocation.json()) {
        invocation.json(SearchText.json(found));
      } else if (found.hits().isEmpty()) {
        invocation.screen().note(settings.among(asking.filter()).filter()
            .map(filter -> "Nothing was found among the documents that pass the filter " + filter
                + ". Look whether some do (athanor documents names their sources and paths), or try other words.")
            .orElse("Nothing was found. Try other words, or sync documents that have them."));
      } else {
        invocation.screen().result(SearchText.lines(found, invocation.screen()));
        if (explain) {
          invocation.screen().result(ExplanationText.lines(found));
        }
      }
      return ExitCode.OK.number();
    }
  }
}
