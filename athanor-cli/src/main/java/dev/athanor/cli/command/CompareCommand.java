package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.ComparisonJson;
import dev.athanor.cli.view.ComparisonPage;
import dev.athanor.cli.view.ComparisonText;
import dev.athanor.cli.workshop.Asker;
import dev.athanor.cli.workshop.Comparing;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.compare.Comparison;
import dev.athanor.knowledge.compare.Measure;
import dev.athanor.knowledge.compare.Question;
import dev.athanor.knowledge.compare.QuestionFile;
import dev.athanor.knowledge.compare.Side;
import dev.athanor.knowledge.compare.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor knowledge compare}. */
@Command(name = "compare", sortOptions = false, description = {
    "Ask two indexes the same questions, and see which of them finds what was expected.",
    "Says how much better B is than A, how sure that is with so many questions, and where they differ."},
    footer = {"", "Example: athanor knowledge compare main small questions.jsonl",
        "         athanor knowledge compare main main:mode=keyword,k=20 questions.csv"})
final class CompareCommand implements Callable<Integer> {
  private static final String SIDE =
      "An index of athanor.yaml; also with settings: main:mode=keyword,k=20.";

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "A", description = SIDE)
  private String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "What is compared with it, likewise.")
  private String b = "";

  @Parameters(index = "2", paramLabel = "FILE", description = {
      "Questions, as JSONL with question and expected, or as CSV; or a",
      "folder with queries.jsonl and qrels.tsv. Without anything expected,",
      "only how far both find the same is told."})
  private String file = "";

  @Option(names = "--qrels", paramLabel = "FILE",
      description = "What is expected, as judgements in the form of BEIR or TREC.")
  private @Nullable String judgements;

  @Option(names = "-k", paramLabel = "N",
      description = "At most N hits, but where k=N stands; else as each index has it.")
  private @Nullable Integer most;

  @Option(names = "--measure", paramLabel = "NAME", description = {
      "What the verdict goes by: ndcg (without it), hit, recall, precision",
      "or mrr."})
  private String measure = Measure.NDCG.key();

  @Option(names = "--margin", paramLabel = "X",
      description = "Up to which a difference is none, above 0 and up to 1; without it, 0.05.")
  private double margin = Verdict.MARGIN;

  @Option(names = "--as", paramLabel = "NAME", split = ",", description = {
      "In whose names to search: a person, groups, roles, such as anna,hr.",
      "Without it, only what everyone may read is found."})
  private List<String> names = new ArrayList<>();

  @Option(names = "--filter", paramLabel = "FILTER",
      description = "Search only documents that pass, such as type:pdf.")
  private String filter = "";

  @Mixin
  private HtmlOption html = new HtmlOption();

  CompareCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Screen screen = invocation.screen();
    Measure by = measure();
    List<Question> questions = new QuestionFile(invocation.path(file),
        Optional.ofNullable(judgements).map(invocation::path)).read();
    Comparison comparison = compare(questions, by);
    html.write(invocation, "compare-unwritable", () -> ComparisonPage.of(comparison));
    if (invocation.json()) {
      invocation.json(ComparisonJson.of(comparison));
    } else {
      screen.result(ComparisonText.lines(comparison, screen));
    }
    ComparisonText.warnings(comparison).forEach(screen::warn);
    return ExitCode.OK.number();
  }

  private Comparison compare(List<Question> questions, Measure by) {
    try (Workshop workshop = invocation.workshop();
        Progress progress = invocation.screen().progress("comparing")) {
      Comparing comparing = new Comparing(workshop, new Asker(Principals.of(names), filter));
      Integer limit = most;
      OptionalInt k = limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
      Side first = comparing.side(a, k);
      Side second = comparing.side(b, k);
      return comparing.comparer().compare(first, second, questions, by, margin,
          done -> progress.at(done, questions.size(), questions.get(done - 1).text()));
    }
  }

  private Measure measure() {
    if (a.equals(b)) {
      throw AthanorException.user("compare-side", "\"" + a + "\" is compared with itself; name another index,"
          + " or another way to search it, such as " + a + ":mode=keyword");
    }
    if (!(margin > 0 && margin <= 1)) {
      throw AthanorException.user("compare-margin", "--margin is " + margin
          + "; expected a number above 0 and up to 1, such as 0.05");
    }
    for (Measure each : Measure.values()) {
      if (each.key().equals(measure)) {
        return each;
      }
    }
    throw AthanorException.user("compare-measure", "--measure is \"" + measure
        + "\"; expected ndcg, hit, recall, precision or mrr");
  }
}
