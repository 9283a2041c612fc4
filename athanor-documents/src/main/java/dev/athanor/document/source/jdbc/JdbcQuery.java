package dev.athanor.document.source.jdbc;

import java.time.Duration;

/**
 * What to ask a database.
 *
 * @param sql one SELECT
 * @param fetchSize how many rows are asked for at a time
 * @param timeout how long the database may think
 */
public record JdbcQuery(String sql, int fetchSize, Duration timeout) {
  /** A query with what is usual: 500 rows at a time, ten minutes. */
  public static JdbcQuery of(String sql) {
    return new JdbcQuery(sql, 500, Duration.ofMinutes(10));
  }
}
