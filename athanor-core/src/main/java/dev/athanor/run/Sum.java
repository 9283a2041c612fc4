package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run has done, with the runs that it called.
 *
 * @param effect the strongest of its steps' effects, also of those that were begun or refused
 * @param lived how many operations were carried out, or may have been
 * @param spend what they cost
 * @param lasted how long they took
 */
record Sum(Effect effect, long lived, Spend spend, Duration lasted) {
  static final Sum NOTHING = new Sum(Effect.PURE, 0, Spend.NONE, Duration.ZERO);
  /** What the operations of called runs are named by. */
  static final String CALL = "run:";

  /** Of a run and of all that it was continued as. */
  static Sum ofAll(Journal journal, RunId first) {
    Sum sum = NOTHING;
    RunId run = first;
    boolean more = true;
    while (more) {
      sum = sum.plus(of(journal, run));
      more = journal.find(run).map(record -> record.state() == RunState.CONTINUED).orElse(false);
      run = run.successor();
    }
    return sum;
  }

  /** Of one run. */
  static Sum of(Journal journal, RunId run) {
    return of(journal, run, journal.entries(run, 0).stream().map(Stamped::entry));
  }

  /** What was spent by entries of one run. */
  static Spend spent(List<Entry> entries) {
    return own(entries).map(entry -> switch (entry) {
      case Entry.Attempted attempted -> attempted.spend();
      case Entry.Completed step when step.lived() -> step.spend();
      case Entry.Completed _,Entry.Started _,Entry.Waiting _,Entry.Answered _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
          Spend.NONE;
    }).reduce(Spend.NONE, Spend::plus);
  }

  /** Without the attempts of steps that a fork has taken over: their answers cost it nothing, and so do they. */
  private static Stream<Entry> own(List<Entry> entries) {
    Set<Path> takenOver = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Completed step && step.origin() == Origin.RECORDED) {
        takenOver.add(step.path());
      }
    }
    return entries.stream()
        .filter(entry -> !(entry instanceof Entry.Attempted && takenOver.contains(entry.path())));
  }

  /** Of some of a run's entries, in their order. A write that was begun and has no end yet may have happened: it counts. */
  static Sum of(Journal journal, RunId run, Stream<Entry> entries) {
    Sum sum = NOTHING;
    Set<Path> open = new HashSet<>();
    for (Entry entry : (Iterable<Entry>) own(entries.toList())::iterator) {
      sum = switch (entry) {
        case Entry.Started started -> {
          open.add(started.path());
          yield sum.plus(new Sum(started.step().effect(), 0, Spend.NONE, Duration.ZERO));
        }
        case Entry.Attempted attempted -> {
          open.remove(attempted.path());
          yield sum
              .plus(new Sum(Effect.PURE, attempted.lived() ? 1 : 0, attempted.spend(), attempted.lasted()));
        }
        case Entry.Completed step -> {
          open.remove(step.path());
          yield sum.plus(of(journal, run, step));
        }
        case Entry.Waiting _,Entry.Answered _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
            sum;
      };
    }
    return sum.plus(new Sum(Effect.PURE, open.size(), Spend.NONE, Duration.ZERO));
  }

  private static Sum of(Journal journal, RunId run, Entry.Completed step) {
    if (!step.lived()) {
      return new Sum(step.step().effect(), 0, Spend.NONE, Duration.ZERO);
    }
    long lived = step.step().operation().startsWith(CALL) ? ofAll(journal, run.child(step.path())).lived : 1;
    return new Sum(step.step().effect(), lived, step.spend(), step.lasted());
  }

  private Sum plus(Sum more) {
    return new Sum(more.effect.compareTo(effect) > 0 ? more.effect : effect, lived + more.lived,
        spend.plus(more.spend),
        lasted.plus(more.lasted));
  }
}
