package dev.athanor.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * A connection whose transactions are begun and ended by hand. The driver's own way begins the next one within the commit
 * of the last, which would hold the write lock for ever.
 */
final class Transactions implements AutoCloseable {
  /** SQLite's own waiting grows to a tenth of a second between two looks, too seldom beside a busy neighbour. */
  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Statements statements;
  private final DB database;
  private final long patienceNanos;

  Transactions(Statements statements, Duration patience) throws SQLException {
    this.statements = statements;
    this.database = statements.connection().unwrap(SQLiteConnection.class).getDatabase();
    this.patienceNanos = patience.toNanos();
    // From here on no statement begins or ends a transaction by itself.
    statements.connection().setAutoCommit(false);
    database.exec("rollback", false);
    database.busy_timeout(0);
  }

  Statements statements() {
    return statements;
  }

  /** Takes the write lock, which another process may hold for a while. */
  void begin() throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        database.exec("begin immediate", false);
        return;
      } catch (SQLException e) {
        if (!SqliteFailures.isBusy(e) || System.nanoTime() - start >= patienceNanos) {
          throw e;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_WAIT_NANOS, LONGEST_WAIT_NANOS));
      }
    }
  }

  void commit() throws SQLException {
    database.exec("commit", false);
  }

  void rollback() throws SQLException {
    database.exec("rollback", false);
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
