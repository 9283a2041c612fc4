package dev.athanor.cli.command;

import dev.athanor.cli.terminal.PlainText;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.model.Delta;
import dev.athanor.run.RunListener;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.asking.MemberText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows an answer as the model gives it. What is asked for again supersedes what was shown before, visibly. Called on the run's
 * threads and on that of the command; one lock guards it.
 */
final class LiveAnswer implements RunListener {
  private final RunId run;
  private final Screen screen;
  private final boolean grounded;
  private final StringBuilder shown = new StringBuilder();
  private @Nullable Path current;
  private MemberText member = new MemberText("answer");
  private boolean ended;

  LiveAnswer(RunId run, SystemPlan plan, Screen screen) {
    this.run = run;
    this.screen = screen;
    this.grounded =
        plan instanceof SystemPlan.Grounded one && one.prompts().prompt().header().output().json();
  }

  @Override
  public synchronized boolean onChunk(RunId id, Path path, JsonNode chunk) {
    boolean ours = id.equals(run) && path.parent().equals(Path.ROOT);
    if (!ended && ours && Delta.CODEC.decode(chunk) instanceof Delta.Text(String text)) {
      if (!path.equals(current)) {
        supersede("the model is asked again");
        current = path;
      }
      String more = PlainText.of(grounded ? member.next(text) : text);
      shown.append(more);
      screen.piece(more);
    }
    return !ended;
  }

  @Override
  public synchronized void onReset(RunId id, Path path) {
    if (!ended && id.equals(run) && path.equals(current)) {
      supersede("the answer broke off; the model is asked again");
    }
  }

  private void supersede(String why) {
    if (!shown.isEmpty()) {
      screen.result(screen.paint(Style.CAUTION, "(void: " + why + ")"));
    }
    shown.setLength(0);
    member = new MemberText("answer");
  }

  /** From now on nothing is shown, and the model may stop. */
  synchronized void end() {
    ended = true;
  }

  /** Whether this answer was shown as it came. If something else was shown, that is void. */
  synchronized boolean hasShown(Answer answer) {
    boolean same = answer instanceof Answer.Answered answered && !shown.isEmpty()
        && PlainText.of(answered.answer()).strip()
            .equals(shown.toString().strip());
    if (!same) {
      supersede("it can't be used");
    }
    return same;
  }
}
