package dev.athanor.cli.command;

import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.ProposalText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.DocumentSections;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.file.ReviewQueue;
import dev.athanor.eval.propose.ClozeQuestions;
import dev.athanor.eval.propose.GeneratedQuestions.Generated;
import dev.athanor.eval.propose.HeadingQuestions;
import dev.athanor.eval.propose.Proposals;
import dev.athanor.eval.propose.Section;
import dev.athanor.journal.Budget;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.model.ModelName;
import dev.athanor.run.Outcome;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor dataset propose}. */
@Command(name = "propose", sortOptions = false, description = {
    "Propose cases from the documents: questions about headings, sentences with a gap, and with --model questions that",
    "a model writes. Nothing is a case before somebody has accepted it: athanor dataset review NAME"},
    footer = {"", "Example: athanor dataset propose handbook --most 40",
        "         athanor dataset propose handbook --model openai:gpt-5-mini --document \"policies/**\""})
final class DatasetProposeCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Invocation invocation;

  @Parameters(paramLabel = "NAME", description = "The dataset that they are proposed for; it need not exist.")
  private String name = "";

  @Option(names = {"-n", "--most"}, paramLabel = "N", description = "Propose at most N cases; 50 without it.")
  private int most = 50;

  @Option(names = "--kind", paramLabel = "KIND", split = ",",
      description = "heading, cloze; both without it, none with --model.")
  private Set<String> kinds = new TreeSet<>();

  @Option(names = "--model", paramLabel = "MODEL", description = {
      "Let this model write questions, one for each of at most N sections. They cost what they cost: each is a step",
      "of a run, and what can be checked of them is checked."})
  private @Nullable String model;

  @Option(names = "--document", paramLabel = "GLOB",
      description = "Only of documents with such a name, such as \"policies/**\".")
  private @Nullable String document;

  @Option(names = "--budget", paramLabel = "DOLLARS", description = "What the model may cost at most.")
  private @Nullable BigDecimal dollars;

  @Mixin
  private ReaderOption readers = new ReaderOption();

  DatasetProposeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (most < 1 || most > MOST) {
      throw AthanorException.user("limit", "--most is " + most + "; expected 1 to " + MOST);
    }
    try (Workshop workshop = invocation.workshop()) {
      ReviewQueue queue = ReviewQueues.of(workshop.project(), name);
      List<Section> sections = sections(workshop);
      return model == null ? offline(sections, queue) : generated(workshop, model, sections, queue);
    }
  }

  private List<Section> sections(Workshop workshop) {
    PathMatcher wanted = matcher(document == null ? "**" : document);
    try (Ledger ledger = workshop.ledger()) {
      List<Section> sections =
          DocumentSections.of(ledger, each -> document == null || wanted.matches(Path.of(each)),
              readers.reader());
      if (sections.isEmpty()) {
        throw AthanorException.user("nothing-to-propose",
            (document == null ? "no document has" : "no document whose name"
                + " matches \"" + document + "\" has")
                + " running text; see what there is with: athanor documents");
      }
      return sections;
    }
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw AthanorException.user("document-glob", "--document is \"" + glob + "\": " + e.getDescription()
          + "; expected a pattern such as \"policies/**\" or \"*.md\"");
    }
  }

  private int offline(List<Section> sections, ReviewQueue queue) {
    List<Case> proposed = new ArrayList<>();
    for (String kind : kinds.isEmpty() ? Set.of(HeadingQuestions.KIND, ClozeQuestions.KIND) : kinds) {
      proposed.addAll(switch (kind) {
        case HeadingQuestions.KIND -> HeadingQuestions.of(sections);
        case ClozeQuestions.KIND -> ClozeQuestions.of(sections);
        default -> throw AthanorException.user("proposal-kind", "--kind is \"" + kind + "\"; expected "
            + HeadingQuestions.KIND + " or " + ClozeQuestions.KIND);
      });
    }
    return tell(queue, proposed, List.of());
  }

  private int generated(Workshop workshop, String asked, List<Section> sections, ReviewQueue queue) {
    if (!kinds.isEmpty()) {
      throw AthanorException.user("proposal-kind",
          "--kind and --model can't be used together: what a model writes is of no kind; call the command twice");
    }
    RunId id = RunId.fresh();
    List<Section> some = Proposals.spread(sections, most);
    invocation.screen()
        .note("run " + id + ": asking " + asked + " about " + Wording.count(some.size(), "section"));
    Outcome<Generated> outcome;
    try (Interruption _ = Interruption.says(invocation, "go on with: athanor resume " + id)) {
      outcome = workshop.generate(id, ModelName.parse(asked), some, budget());
    }
    if (outcome instanceof Outcome.Done<Generated>(var generated)) {
      return tell(queue, generated.cases(), generated.dropped());
    }
    AnswerText.obstacle(id.value(), outcome).forEach(invocation.screen()::error);
    return ExitCode.of(outcome).number();
  }

  private Budget budget() {
    if (dollars != null && dollars.signum() <= 0) {
      throw AthanorException.user("budget", "--budget is " + dollars + "; expected dollars above 0");
    }
    return dollars == null ? Budget.UNLIMITED : Budget.UNLIMITED.dollars(dollars);
  }

  private int tell(ReviewQueue queue, List<Case> proposed, List<String> dropped) {
    List<Case> chosen = new Proposals(most).choose(proposed, queue.known());
    ProposalText text = new ProposalText(queue, queue.add(chosen), dropped);
    if (invocation.json()) {
      invocation.json(text.json());
    } else {
      invocation.screen().result(text.lines(invocation.screen()));
    }
    return ExitCode.OK.number();
  }
}
