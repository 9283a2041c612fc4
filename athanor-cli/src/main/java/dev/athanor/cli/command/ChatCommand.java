package dev.athanor.cli.command;

import dev.athanor.cli.terminal.InterruptKey;
import dev.athanor.cli.terminal.Keyboard;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunRecord;
import dev.athanor.system.SystemPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code athanor chat}. */
@Command(name = "chat", sortOptions = false, description = {
    "Talk with a system: each line is a question, and what was said before is not forgotten.",
    "Every answer is a run. Ctrl-C stops an answer, Ctrl-D or /quit ends the chat. /reset forgets what was",
    "said, /show tells the run of the last answer. Lines may come from a pipe as well."},
    footer = {"", "Example: athanor chat --system support", "         athanor chat --continue last"})
final class ChatCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--system", paramLabel = "NAME", description = AskCommand.SYSTEM)
  private @Nullable String system;

  @Option(names = "--continue", paramLabel = "RUN", description = {
      "Go on with the conversation of this run, and with its system.", RunNames.HELP})
  private @Nullable String earlier;

  @Option(names = "--value", paramLabel = "KEY=VALUE",
      description = "A further value for the system's prompt, for every question. May be repeated.")
  private List<String> values = new ArrayList<>();

  @Mixin
  private AskerOptions asking = new AskerOptions();

  ChatCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Screen screen = invocation.screen();
    Keyboard keyboard = invocation.surroundings().keyboard();
    try (Workshop workshop = invocation.workshop()) {
      asking.applyTo(workshop);
      Optional<Earlier> before = Optional.ofNullable(earlier).map(typed -> {
        RunRecord run = new RunNames(workshop.journal()).find(typed);
        return Earlier.of(workshop.recording(run.id()));
      });
      String name = Optional.ofNullable(system).or(() -> before.map(Earlier::system))
          .orElse(workshop.project().settings()
              .ask());
      SystemPlan plan = workshop.plan(name);
      Chat chat = new Chat(workshop, plan, Values.read("--value", values, plan), screen, invocation.json());
      before.ifPresent(run -> chat.goOn(run.history()));
      if (keyboard.isTerminal()) {
        screen.note(screen.paintTalk(Style.FAINT, "Talking with " + plan.name() + " ("
            + plan.definition().kind()
            + "). /quit or Ctrl-D ends, Ctrl-C stops an answer, /reset begins anew, /show tells the run."));
      }
      try (InterruptKey _ = InterruptKey.does(chat::interrupt)) {
        return loop(chat, keyboard);
      }
    }
  }

  /** At a terminal the person has seen what went wrong; whoever pipes lines gets the code of the last one that did. */
  private int loop(Chat chat, Keyboard keyboard) {
    ExitCode worst = ExitCode.OK;
    while (true) {
      if (keyboard.isTerminal() && !invocation.json()) {
        chat.invite();
      }
      Optional<String> line = keyboard.line();
      if (keyboard.isTerminal()) {
        invocation.screen().typed();
      }
      if (line.isEmpty() || line.get().strip().equals("/quit")) {
        return (keyboard.isTerminal() ? ExitCode.OK : worst).number();
      }
      ExitCode code = chat.take(line.get().strip());
      worst = code == ExitCode.OK ? worst : code;
    }
  }
}
