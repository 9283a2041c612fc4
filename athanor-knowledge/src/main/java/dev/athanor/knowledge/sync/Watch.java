package dev.athanor.knowledge.sync;

import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Syncs each source when it is due, one after the other, until it is told to end. A loop over rows of the ledger, and no
 * scheduler: the lock of a sync lets only one run at a time anyway, and the rows are all that has to outlive the process.
 */
public final class Watch {

  /** The clock may be put forward while nobody looks. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Timetable timetable;
  private final Function<SourceId, SyncReport> sync;
  private final Told told;
  private final InstantSource clock;

  /** Watches. */
  public Watch(Timetable timetable, Function<SourceId, SyncReport> sync, Told told, InstantSource clock) {
    this.timetable = timetable;
    this.sync = sync;
    this.told = told;
    this.clock = clock;
  }

  /** Is told how syncs went. */
  public interface Told {
    /** It went well; the next one is due then. */
    void synced(SourceId source, SyncReport report, Instant next);

    /** It failed; it is tried again then. */
    void failed(SourceId source, AthanorException problem, Instant next);
  }

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Waits so long at most; false to end. */
    boolean of(Duration longest);
  }

  /** Syncs what is due, and waits, until the pause says to end. */
  public void run(Pause pause) {
    boolean going = true;
    while (going) {
      Timetable.Turn turn = timetable.first();
      Duration wait = Duration.between(clock.instant(), turn.due());
      if (wait.isPositive()) {
        going = pause.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
      } else {
        take(turn.source());
      }
    }
  }

  private void take(SourceId source) {
    try {
      SyncReport report = sync.apply(source);
      told.synced(source, report, timetable.succeeded(source));
    } catch (AthanorException e) {
      told.failed(source, e, timetable.failed(source, String.valueOf(e.getMessage())));
    }
  }
}
