package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.run.Handle;
import dev.athanor.run.Outcome;
import dev.athanor.run.RunListener;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.conversation.Inquiry;

/**
 * A question under way, whose answer is shown to a person as it comes.
 *
 * @param id of the run
 * @param handle of the run
 * @param live what shows it
 */
record Asked(RunId id, Handle<Answer> handle, LiveAnswer live) {
  /** Asks. */
  static Asked of(Workshop workshop, SystemPlan plan, Inquiry inquiry, Screen screen, boolean showing) {
    RunId id = RunId.fresh();
    LiveAnswer live = new LiveAnswer(id, plan, screen);
    workshop.watch(showing ? live : RunListener.NONE);
    return new Asked(id, workshop.ask(id, plan, inquiry), live);
  }

  /** Shows what came of it, so far as it was not shown already. */
  void tell(Outcome<Answer> outcome, Screen screen) {
    live.end();
    if (outcome instanceof Outcome.Done<Answer>(Answer answer)) {
      if (live.hasShown(answer) && answer instanceof Answer.Answered answered) {
        screen.endLine();
        screen.result(AnswerText.citations(answered, screen));
      } else {
        screen.result(AnswerText.lines(id, answer, screen));
      }
    } else {
      AnswerText.obstacle(id.value(), outcome).forEach(screen::error);
    }
  }
}
