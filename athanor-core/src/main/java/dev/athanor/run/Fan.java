package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Branches of a run, each on a virtual thread. What comes out never depends on which was faster, but for a race, whose winner
 * is recorded.
 */
final class Fan {
  private final Execution execution;
  private final int most;

  /** At most so many items of one collection at once. */
  Fan(Execution execution, int most) {
    this.execution = execution;
    this.most = most;
  }

  /** The code of one branch. */
  record Task<R>(Path path, Function<Run, R> body) {}

  /** How a branch came out: a value, or what it threw. */
  private record Ended<R>(int index, @Nullable R value, @Nullable Throwable thrown) {
    @SuppressWarnings("NullAway") // a value may be null where R allows it
    R get() {
      return value;
    }
  }

  /** Does all to their end. */
  <R> List<R> all(List<Task<R>> tasks, Account account, Branch around) {
    Semaphore places = new Semaphore(most);
    LinkedBlockingQueue<Ended<R>> ends = new LinkedBlockingQueue<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      places.acquireUninterruptibly();
      execution.drive().threads.execute(() -> {
        ends.add(run(index, tasks.get(index), account, around.branch(), around));
        places.release();
      });
    }
    List<Ended<R>> ended = new ArrayList<>();
    while (ended.size() < tasks.size()) {
      ended.add(take(ends));
    }
    return values(ended);
  }

  /** Does all that come to their end. What has ended well is forgotten: there may be very many. */
  <T, R> void serve(Iterator<T> items, Function<T, Task<R>> task, Account account, Branch around) {
    Semaphore places = new Semaphore(most);
    Queue<Ended<R>> failed = new ConcurrentLinkedQueue<>();
    try {
      for (int i = 0; items.hasNext(); i++) {
        int index = i;
        around.check();
        Task<R> next = task.apply(items.next());
        places.acquireUninterruptibly();
        execution.drive().threads.execute(() -> {
          Ended<R> ended = run(index, next, account, around.branch(), around);
          if (ended.thrown() != null) {
            failed.add(ended);
          }
          places.release();
        });
      }
    } finally {
      places.acquireUninterruptibly(most);
    }
    values(List.copyOf(failed));
  }

  /** The values in the order of the branches; or what must be thrown: first what leaves the program, then the first failure. */
  private static <R> List<R> values(List<Ended<R>> all) {
    List<Ended<R>> ends = all.stream().sorted(Comparator.comparingInt(Ended::index)).toList();
    for (Ended<R> ended : ends) {
      if (ended.thrown() instanceof Unwind left) {
        throw left;
      }
    }
    List<R> values = new ArrayList<>();
    ends.forEach(ended -> values.add(get(ended)));
    return values;
  }

  /** Does all at once, and answers with the first that succeeds. */
  <R> R first(Path race, List<Task<R>> tasks, Account account, Branch around) {
    Drive drive = execution.drive();
    Past.Place place = drive.past.at(race);
    Entry.Won won = place.won;
    if (won != null && won.branch() >= tasks.size()) {
      throw drive.diverge(Divergences.noSuchBranch(won, tasks.size()));
    } else if (won != null) {
      loseAllBut(won.branch(), tasks);
      return get(run(won.branch(), tasks.get(won.branch()), account, around.branch(), around));
    }
    LinkedBlockingQueue<Ended<R>> ends = new LinkedBlockingQueue<>();
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      Branch own = around.branch();
      branches.add(own);
      drive.threads.execute(() -> ends.add(run(index, tasks.get(index), account, own, around)));
    }
    List<Ended<R>> all = new ArrayList<>();
    while (all.size() < tasks.size()) {
      Ended<R> ended = take(ends);
      all.add(ended);
      if (ended.thrown() == null && !drive.replaying()) {
        return win(race, ended, tasks, branches);
      }
    }
    if (all.stream().anyMatch(ended -> ended.thrown() == null)) {
      throw drive.unrecorded(Divergences.noWinner(race));
    }
    values(all);
    throw new IllegalStateException("a race that nobody won has thrown");
  }

  private <R> R win(Path race, Ended<R> winner, List<Task<R>> tasks, List<Branch> branches) {
    Drive drive = execution.drive();
    Entry.Won won = new Entry.Won(race, winner.index());
    drive.write(script -> script.write(won));
    drive.past.at(race).won = won;
    loseAllBut(winner.index(), tasks);
    for (int i = 0; i < branches.size(); i++) {
      if (i != winner.index()) {
        branches.get(i).lose();
      }
    }
    return winner.get();
  }

  private <R> void loseAllBut(int winner, List<Task<R>> tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      if (i != winner) {
        execution.drive().lose(tasks.get(i).path());
      }
    }
  }

  private <R> Ended<R> run(int index, Task<R> task, Account account, Branch own, Branch around) {
    try {
      R value = own.joined(() -> task.body().apply(new ScopedRun(execution, task.path(), account, own)));
      own.check();
      return new Ended<>(index, value, null);
    } catch (Throwable e) { // whatever it is, the thread that waits for this branch throws it
      return new Ended<>(index, null, e);
    } finally {
      around.ended(own);
    }
  }

  private static <R> R get(Ended<R> ended) {
    if (ended.thrown() != null) {
      Fan.<RuntimeException>throwAsItIs(ended.thrown());
    }
    return ended.get();
  }

  /** What a branch has thrown, checked or not, is thrown on. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is what lets it through
  private static <T extends Throwable> void throwAsItIs(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** Interrupts are kept for later: a stop reaches the branches by their {@link Branch}, and they end and report. */
  private static <R> Ended<R> take(LinkedBlockingQueue<Ended<R>> ends) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ends.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
