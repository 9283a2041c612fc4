package dev.athanor.store.sqlite;

import java.sql.SQLException;

/**
 * Something to do with a connection. A write may be run more than once until it is committed, so it changes nothing but
 * the database.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface Work<T> {
  /**
   * Does it.
   *
   * @throws SQLException if the database refuses; what a write has done is rolled back
   */
  T on(Statements sql) throws SQLException;
}
