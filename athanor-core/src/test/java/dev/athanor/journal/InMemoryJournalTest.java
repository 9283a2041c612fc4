package dev.athanor.journal;

import java.time.InstantSource;

final class InMemoryJournalTest extends JournalContract {
  @Override
  protected Journal open(InstantSource clock) {
    return new InMemoryJournal(clock);
  }
}
