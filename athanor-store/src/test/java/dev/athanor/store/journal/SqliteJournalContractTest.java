package dev.athanor.store.journal;

import dev.athanor.journal.Journal;
import dev.athanor.journal.JournalContract;
import dev.athanor.store.sqlite.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalContractTest extends JournalContract {
  @TempDir
  Path folder;

  @Override
  protected Journal open(InstantSource clock) {
    return SqliteJournal.open(folder.resolve("journal.db"), clock, Settings.DURABLE);
  }
}
