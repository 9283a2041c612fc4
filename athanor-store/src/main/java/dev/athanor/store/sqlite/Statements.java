package dev.athanor.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Used by one thread at a time. */
public final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /**
   * Reads a row where the cursor stands.
   *
   * @param <T> what a row becomes
   */
  @FunctionalInterface
  public interface Reading<T> {
    /** The row as a value. */
    T of(ResultSet row) throws SQLException;
  }

  /** Changes rows, and tells how many. */
  public int update(String sql, @Nullable Object... arguments) throws SQLException {
    return bound(sql, arguments).executeUpdate();
  }

  /** The first row. */
  public <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
    }
  }

  /** All rows. */
  public <T> List<T> all(String sql, Reading<T> reading, @Nullable Object... arguments) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      while (rows.next()) {
        found.add(reading.of(rows));
      }
    }
    return found;
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
