package dev.athanor.cli.workshop;

import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs that somebody should go on with. A run whose process was killed becomes free only when its lease has ended, so
 * such a run is waited for; a run that another process drives is left to it.
 *
 * @param journal where they are
 */
public record Unfinished(Journal journal) {
  private static final Duration PATIENCE = Workshop.LIMITS.lease().plusSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Does something with each of them.
   *
   * @return those that another process drives
   */
  public List<RunId> each(Consumer<RunId> drive) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Set<RunId> done = new LinkedHashSet<>();
    while (true) {
      for (RunId id : journal.due(Integer.MAX_VALUE)) {
        if (done.add(id)) {
          drive.accept(id);
        }
      }
      List<RunId> running = journal.runs(new RunQuery(Optional.empty(), Optional.of(RunState.RUNNING), true,
          Integer.MAX_VALUE)).stream().map(RunRecord::id).filter(id -> !done.contains(id)).toList();
      if (running.isEmpty() || System.nanoTime() >= end || !pause()) {
        return running;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
