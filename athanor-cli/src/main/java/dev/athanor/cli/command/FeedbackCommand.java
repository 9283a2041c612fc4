package dev.athanor.cli.command;

import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.feedback.Feedback;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Json;
import dev.athanor.run.RunOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor feedback}. */
@Command(name = "feedback", sortOptions = false, description = {
    "Write down what somebody says of an answer. It is a run of its own; nothing of the answer's run changes.",
    "Cases for an evaluation are made of it by: athanor dataset collect NAME --feedback bad"},
    footer = {"",
        "Example: athanor feedback last bad --reference \"28 days\" --comment \"that was last year\""})
final class FeedbackCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "RUN", description = RunNames.ANSWER_HELP)
  private String run = "";

  @Parameters(index = "1", paramLabel = "VERDICT", description = "good or bad.")
  private String verdict = "";

  @Option(names = "--reference", paramLabel = "TEXT", description = "What would have been right.")
  private @Nullable String reference;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
  private @Nullable String comment;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so.")
  private @Nullable String by;

  FeedbackCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      RunRecord about = new RunNames(workshop.journal()).answer(run);
      if (!about.state().over()) {
        throw AthanorException.user("feedback-early", "run " + about.id()
            + " is not over, so that there is no answer yet; go on with it: athanor resume " + about.id());
      }
      Feedback said = new Feedback(about.id(), Feedback.Verdict.named(verdict), given(reference),
          given(comment), given(by));
      RunId id = RunId.fresh();
      var _ = workshop.runs().start(id, Feedback.PROGRAM, said, RunOptions.PLAIN).outcome().output();
      if (invocation.json()) {
        ObjectNode json = Json.object().put("feedback", id.value());
        json.setAll((ObjectNode) Feedback.CODEC.encode(said));
        invocation.json(json);
      } else {
        invocation.screen()
            .result("Run " + about.id() + " is " + said.verdict() + ", as run " + id + " says.");
      }
      return ExitCode.OK.number();
    }
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(each -> !each.isEmpty());
  }
}
