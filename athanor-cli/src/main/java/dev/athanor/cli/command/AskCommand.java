package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.run.Outcome;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.conversation.Inquiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor ask}. */
@Command(name = "ask", sortOptions = false, description = {
    "Answer a question from the documents, with citations; or say that they don't answer it.",
    "The answer is a run: it can be shown, replayed and forked."},
    footer = {"", "Example: athanor ask how long is the notice period",
        "         athanor ask --system translator --value language=Finnish good morning"})
final class AskCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "1..*", paramLabel = "WORD",
      description = "The question. Quotes around it are not needed.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--system", paramLabel = "NAME", description = SYSTEM)
  private @Nullable String system;

  @Option(names = "--value", paramLabel = "KEY=VALUE", description = {
      "A further value for the system's prompt. May be repeated. JSON is taken as JSON, unless",
      "the prompt declares it as text."})
  private List<String> values = new ArrayList<>();

  @Mixin
  private AskerOptions asking = new AskerOptions();

  /** How the help of every command explains a system's name. */
  static final String SYSTEM =
      "Which system of athanor.yaml is asked; without it, the one that it names under ask.";

  AskCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String question = Questions.read(words);
    Screen screen = invocation.screen();
    long began = System.nanoTime();
    Interruption.prepare();
    try (Workshop workshop = invocation.workshop()) {
      asking.applyTo(workshop);
      String name = system;
      SystemPlan plan = workshop.plan(name == null ? workshop.project().settings().ask() : name);
      Inquiry inquiry = Inquiry.of(question).with(Values.read("--value", values, plan));
      Asked asked = Asked.of(workshop, plan, inquiry, screen, screen.live() && !invocation.json());
      Outcome<Answer> outcome;
      try (Interruption _ =
          Interruption.says(invocation,
              "run " + asked.id() + " goes on with: athanor resume " + asked.id())) {
        outcome = asked.handle().outcome();
      }
      if (invocation.json()) {
        invocation.json(AnswerJson.of(asked.id(), outcome));
        AnswerText.obstacle(asked.id().value(), outcome).forEach(screen::error);
      } else {
        asked.tell(outcome, screen);
      }
      screen.note(screen.paintTalk(Style.FAINT, "run ") + screen.paintTalk(Style.HANDLE, asked.id().value())
          + screen
              .paintTalk(Style.FAINT, ", " + Wording.lasted(Duration.ofNanos(System.nanoTime() - began))
                  + "; see how it came about: athanor show " + asked.id()));
      return ExitCode.of(outcome).number();
    }
  }
}
