package dev.athanor.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** A few connections for reading, opened when they are first needed and lent to one thread at a time. */
final class Readers implements AutoCloseable {
  private static final int MOST = 4;

  private final Connections connections;
  private final Semaphore lendable = new Semaphore(MOST);
  /** Guarded by this, as is the next. */
  private final Deque<Statements> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Connections connections, Statements first) {
    this.connections = connections;
    idle.push(first);
  }

  <T> T read(Work<T> work) throws SQLException {
    lendable.acquireUninterruptibly();
    try {
      Statements reader = borrow();
      boolean sound = false;
      try {
        T result = work.on(reader);
        sound = true;
        return result;
      } finally {
        giveBack(reader, sound);
      }
    } finally {
      lendable.release();
    }
  }

  private Statements borrow() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw SqliteFailures.closed();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return connections.reader();
  }

  private void giveBack(Statements reader, boolean sound) throws SQLException {
    if (sound) {
      synchronized (this) {
        idle.push(reader);
      }
    } else {
      // After an error nothing is known about the connection's state.
      reader.close();
    }
  }

  /** Waits for readers that are still at it. */
  @Override
  public void close() throws SQLException {
    lendable.acquireUninterruptibly(MOST);
    try {
      synchronized (this) {
        closed = true;
        for (Statements reader : idle) {
          reader.close();
        }
        idle.clear();
      }
    } finally {
      lendable.release(MOST);
    }
  }
}
