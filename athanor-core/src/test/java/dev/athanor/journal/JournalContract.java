package dev.athanor.journal;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every journal must do. A new implementation extends this class and says how it is opened. */
public abstract class JournalContract implements RunsContract, EntriesContract, LeasesContract, WaitsContract,
    ContentContract, SweepContract, MemosContract {
  private final MovableClock clock = new MovableClock();
  private @Nullable Journal journal;

  /** Opens an empty journal whose leases and due times go by this clock. */
  protected abstract Journal open(InstantSource clock);

  @BeforeEach
  final void openJournal() {
    journal = open(clock);
  }

  @AfterEach
  final void closeJournal() {
    journal().close();
  }

  @Override
  public final Journal journal() {
    if (journal == null) {
      throw new IllegalStateException("the journal is opened before each test");
    }
    return journal;
  }

  @Override
  public final MovableClock clock() {
    return clock;
  }
}
