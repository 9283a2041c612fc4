package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.run.Handle;
import dev.athanor.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor ask}. */
@Command(name = "ask", sortOptions = false, description = {
    "Answer a question from the documents, with citations; or say that they don't answer it.",
    "The answer is a run: it can be shown, replayed and forked."},
    footer = {"", "Example: athanor ask how long is the notice period"})
final class AskCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "1..*", paramLabel = "WORD",
      description = "The question. Quotes around it are not needed.")
  private List<String> words = new ArrayList<>();

  AskCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String question = Questions.read(words);
    Screen screen = invocation.screen();
    RunId id = RunId.fresh();
    long began = System.nanoTime();
    try (Workshop workshop = invocation.workshop()) {
      Handle<Answer> handle = workshop.ask(id, question);
      Outcome<Answer> outcome;
      try (Interruption _ = Interruption.says(screen, "run " + id + " goes on with: athanor resume " + id)) {
        outcome = handle.outcome();
      }
      if (invocation.json()) {
        invocation.json(AnswerJson.of(id, outcome));
      }
      tell(id, outcome, invocation);
      screen.note(screen.paintTalk(Style.FAINT, "run ") + screen.paintTalk(Style.HANDLE, id.value()) + screen
          .paintTalk(Style.FAINT, ", " + Wording.lasted(Duration.ofNanos(System.nanoTime() - began))
              + "; see how it came about: athanor show " + id));
      return ExitCode.of(outcome).number();
    }
  }

  /** Shows an outcome to people; what stands in the way of an answer also when the answer itself is wanted as JSON. */
  static void tell(RunId id, Outcome<Answer> outcome, Invocation invocation) {
    if (outcome instanceof Outcome.Done<Answer>(var answer)) {
      if (!invocation.json()) {
        invocation.screen().result(AnswerText.lines(answer, invocation.screen()));
      }
    } else {
      AnswerText.obstacle(id.value(), outcome).forEach(invocation.screen()::error);
    }
  }
}
