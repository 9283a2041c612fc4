package dev.athanor.document.source.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Changes a database, each time by a connection of its own. */
final class Statements {
  private Statements() {
  }

  /** The values stand for the question marks of the statement. */
  static void execute(String url, Properties login, String statement, String... values) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, login);
        var prepared = connection.prepareStatement(statement)) {
      for (int at = 0; at < values.length; at++) {
        prepared.setString(at + 1, values[at]);
      }
      prepared.execute();
    }
  }
}
