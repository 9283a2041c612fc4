package dev.athanor.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens connections to one file. */
final class Connections {
  private static final int WRITER_CACHE_KIB = 16 * 1024;

  private final Path file;
  private final Settings settings;

  Connections(Path file, Settings settings) {
    this.file = file;
    this.settings = settings;
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  /** For reading only; never creates the file. */
  Statements reader() throws SQLException {
    SQLiteConfig config = common();
    config.resetOpenMode(org.sqlite.SQLiteOpenMode.CREATE);
    Statements reader = new Statements(config.createConnection(url()));
    try (var statement = reader.connection().createStatement()) {
      statement.execute("pragma query_only = true");
    }
    return reader;
  }

  /** For writing. */
  Transactions writer() throws SQLException {
    return new Transactions(new Statements(writing().createConnection(url())), settings.patience());
  }

  /** For creating the file. */
  Statements migrator() throws SQLException {
    return new Statements(writing().createConnection(url()));
  }

  SQLiteConfig writing() {
    SQLiteConfig config = common();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(switch (settings.sync()) {
      case FULL -> SQLiteConfig.SynchronousMode.FULL;
      case OFF -> SQLiteConfig.SynchronousMode.OFF;
    });
    config.setWalAutocheckpoint(settings.pagesBetweenCheckpoints());
    config.setCacheSize(-WRITER_CACHE_KIB);
    settings.mostPages().ifPresent(most -> config.setMaxPageCount(Math.toIntExact(most)));
    return config;
  }

  private SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(settings.patience().toMillis()));
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setGetGeneratedKeys(false);
    return config;
  }
}
