package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.model.Message;
import dev.athanor.run.Nearest;
import dev.athanor.run.Outcome;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/** A conversation with a system, line by line. For one thread, but for {@link #interrupt}. */
final class Chat {
  private static final List<String> COMMANDS = List.of("/quit", "/reset", "/show");

  private final Workshop workshop;
  private final SystemPlan plan;
  private final ObjectNode values;
  private final Screen screen;
  private final boolean json;
  /** The answer that is being waited for; whoever completes it with nothing stops the waiting. */
  private final AtomicReference<CompletableFuture<Optional<Outcome<Answer>>>> awaited = new AtomicReference<>(
      CompletableFuture.completedFuture(Optional.empty()));
  private List<Message> history = List.of();
  private Optional<RunId> last = Optional.empty();

  Chat(Workshop workshop, SystemPlan plan, ObjectNode values, Screen screen, boolean json) {
    this.workshop = workshop;
    this.plan = plan;
    this.values = values;
    this.screen = screen;
    this.json = json;
  }

  /** Remembers what was said elsewhere. */
  void goOn(List<Message> said) {
    history = said;
  }

  /** Shows that it is the person's turn. */
  void invite() {
    screen.piece(screen.paint(Style.HANDLE, plan.name() + "> "));
  }

  /** Ctrl-C: the answer under way is not wanted any more. Called on another thread. */
  void interrupt() {
    if (!awaited.get().complete(Optional.empty())) {
      screen.note("Ctrl-D or /quit ends the chat.");
      invite();
    }
  }

  /** Takes a line. */
  ExitCode take(String line) {
    if (line.isEmpty()) {
      return ExitCode.OK;
    }
    if (line.startsWith("/")) {
      return command(line);
    }
    try {
      return ask(Questions.read(List.of(line)));
    } catch (AthanorException e) {
      Problem problem = Problem.of(e);
      problem.tell(screen, json);
      return problem.exit();
    }
  }

  private ExitCode command(String line) {
    switch (line) {
      case "/reset" -> {
        history = List.of();
        screen.note("What was said is forgotten.");
      }
      case "/show" -> screen.note(
          last.map(run -> "The last answer is run " + run + "; see how it came about: athanor show " + run)
              .orElse("Nothing was asked yet."));
      default -> {
        screen.error(
            "unknown command " + line + "; expected one of " + String.join(", ", COMMANDS) + "; did you mean "
                + Nearest.to(line, COMMANDS, 1).getFirst() + "?");
        return ExitCode.USAGE;
      }
    }
    return ExitCode.OK;
  }

  private ExitCode ask(String question) {
    Inquiry inquiry = new Inquiry(question, values, history);
    CompletableFuture<Optional<Outcome<Answer>>> answer = new CompletableFuture<>();
    awaited.set(answer);
    Asked asked;
    try {
      asked = Asked.of(workshop, plan, inquiry, screen, screen.live() && !json);
    } catch (RuntimeException e) {
      answer.complete(Optional.empty());
      throw e;
    }
    last = Optional.of(asked.id());
    Thread.ofVirtual().start(() -> {
      try {
        answer.complete(Optional.of(asked.handle().outcome()));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    Optional<Outcome<Answer>> outcome = answer.join();
    return outcome.map(known -> tell(asked, inquiry, known)).orElseGet(() -> stop(asked));
  }

  private ExitCode tell(Asked asked, Inquiry inquiry, Outcome<Answer> outcome) {
    if (json) {
      screen.result(AnswerJson.of(asked.id(), outcome).toString());
    } else {
      asked.tell(outcome, screen);
    }
    if (outcome instanceof Outcome.Done<Answer>(Answer answer)) {
      history = inquiry.said(answer);
    }
    return ExitCode.of(outcome);
  }

  /** The run ends at its next step; nobody waits for it, and what it says is not part of the conversation. */
  private ExitCode stop(Asked asked) {
    asked.live().end();
    workshop.runs().cancel(asked.id());
    screen.result(screen.paint(Style.CAUTION, "(stopped; the question is forgotten)"));
    return ExitCode.INTERRUPTED;
  }
}
