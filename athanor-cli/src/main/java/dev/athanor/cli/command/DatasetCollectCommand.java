package dev.athanor.cli.command;

import dev.athanor.cli.project.LabFile;
import dev.athanor.cli.view.ProposalText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.CollectedCases;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.file.ReviewQueue;
import dev.athanor.eval.feedback.Feedback;
import dev.athanor.journal.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code athanor dataset collect}. */
@Command(name = "collect", sortOptions = false, description = {
    "Propose cases from runs: what people really asked. What somebody has said of an answer comes along, and what they said",
    "is right, or called good, is the reference. Nothing is a case before it is accepted: athanor dataset review NAME"},
    footer = {"", "Example: athanor dataset collect support --feedback bad",
        "         athanor dataset collect support --system support --since 7d",
        "         athanor dataset collect support last"})
final class DatasetCollectCommand implements Callable<Integer> {
  private static final String ANY = "any";

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "NAME",
      description = "The dataset that they are proposed for; it need not exist.")
  private String name = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "RUN", description = RunNames.HELP)
  private List<String> runs = new ArrayList<>();

  @Option(names = "--feedback", paramLabel = "VERDICT",
      description = "Runs of which somebody has said so: good, bad or any.")
  private @Nullable String feedback;

  @Option(names = "--system", paramLabel = "SYSTEM",
      description = "Runs of this system; without it, of the one that is asked if none is named.")
  private @Nullable String system;

  @Option(names = "--last", paramLabel = "N", description = "At most the newest N; 100 without it.")
  private int last = 100;

  @Option(names = "--since", paramLabel = "TIME",
      description = "Only runs of so long ago at most, such as 7d.")
  private @Nullable String since;

  DatasetCollectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (last < 1) {
      throw AthanorException.user("limit", "--last is " + last + "; expected at least 1");
    }
    try (Workshop workshop = invocation.workshop()) {
      ReviewQueue queue = ReviewQueues.of(workshop.project(), name);
      CollectedCases found = found(workshop);
      if (found.cases().isEmpty()) {
        throw AthanorException.user("nothing-to-collect", "there is no such run that could be a case"
            + (found.leftOut() == 0 ? "" : "; " + leftOut(found)) + "; see what was asked: athanor runs");
      }
      Set<JsonNode> known = queue.known().stream().map(Case::input).collect(Collectors.toSet());
      List<Case> fresh = found.cases().stream().filter(each -> !known.contains(each.input())).toList();
      ProposalText text = new ProposalText(queue, queue.add(fresh), List.of());
      if (found.leftOut() > 0) {
        invocation.screen().note("Left out: " + leftOut(found) + ".");
      }
      if (invocation.json()) {
        invocation.json(text.json());
      } else {
        invocation.screen().result(text.lines(invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  private static String leftOut(CollectedCases found) {
    return Wording.count(found.leftOut(), "run")
        + " not over, of no system of this project, or with values amid a conversation";
  }

  private CollectedCases found(Workshop workshop) {
    if ((!runs.isEmpty() && (feedback != null || system != null || since != null))
        || (feedback != null && (system != null || since != null))) {
      throw AthanorException.user("collect-options",
          "name runs, or choose them by --feedback, or by --system and --since; only one of the three");
    }
    if (!runs.isEmpty()) {
      RunNames names = new RunNames(workshop.journal());
      List<RunId> chosen = runs.stream().map(each -> names.find(each).id()).toList();
      return CollectedCases.named(workshop, chosen);
    }
    if (feedback != null) {
      return CollectedCases.said(workshop,
          feedback.equals(ANY) ? Optional.empty() : Optional.of(Feedback.Verdict.named(feedback)), last);
    }
    Optional<Instant> from =
        Optional.ofNullable(since).map(text -> LabFile.since(text, workshop.journal().now()));
    return CollectedCases.newest(workshop, system == null ? workshop.project().settings().ask() : system,
        last, from);
  }
}
