package dev.athanor.store.journal;

import dev.athanor.journal.Journal;
import dev.athanor.journal.JournalContract;
import dev.athanor.store.sqlite.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalContractTest extends JournalContract {
  /** Migrating once is enough. */
  @TempDir
  static Path template;

  @TempDir
  Path folder;

  @BeforeAll
  static void migrate() {
    SqliteJournal.open(template.resolve("journal.db")).close();
  }

  @Override
  protected Journal open(InstantSource clock) {
    Path file = folder.resolve("journal.db");
    try {
      Files.copy(template.resolve("journal.db"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SqliteJournal.open(file, clock, Settings.DURABLE);
  }
}
