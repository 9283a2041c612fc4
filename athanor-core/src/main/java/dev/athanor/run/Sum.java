package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;

/**
 * What a run has done, with the runs that it called.
 *
 * @param effect the strongest of its steps' effects, also of those that were begun or refused
 * @param lived how many operations were carried out
 * @param spend what they cost
 */
record Sum(Effect effect, long lived, Spend spend) {
  private static final Sum NOTHING = new Sum(Effect.PURE, 0, Spend.NONE);
  /** What the operations of called runs are named by. */
  static final String CALL = "run:";

  /** Of a run and of all that it was continued as. */
  static Sum ofAll(Journal journal, RunId first) {
    Sum sum = NOTHING;
    RunId run = first;
    boolean more = true;
    while (more) {
      sum = sum.plus(of(journal, run));
      more = journal.find(run).map(record -> record.state() == dev.athanor.journal.RunState.CONTINUED)
          .orElse(false);
      run = run.successor();
    }
    return sum;
  }

  /** Of one run. */
  static Sum of(Journal journal, RunId run) {
    Sum sum = NOTHING;
    for (Stamped stamped : journal.entries(run, 0)) {
      sum = switch (stamped.entry()) {
        case Entry.Started started -> sum.plus(new Sum(started.step().effect(), 0, Spend.NONE));
        case Entry.Attempted attempted -> sum.plus(new Sum(Effect.PURE, 1, attempted.spend()));
        case Entry.Completed step -> sum.plus(of(journal, run, step));
        case Entry.Waiting _,Entry.Answered _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
            sum;
      };
    }
    return sum;
  }

  private static Sum of(Journal journal, RunId run, Entry.Completed step) {
    if (step.origin() != Origin.LIVED) {
      return new Sum(step.step().effect(), 0, Spend.NONE);
    }
    long lived = step.step().operation().startsWith(CALL) ? ofAll(journal, run.child(step.path())).lived : 1;
    return new Sum(step.step().effect(), lived, step.spend());
  }

  private Sum plus(Sum more) {
    return new Sum(more.effect.compareTo(effect) > 0 ? more.effect : effect, lived + more.lived, spend.plus(
        more.spend));
  }
}
