package dev.athanor.store.sqlite;

import dev.athanor.error.AthanorException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads columns that are never null, unless the file is damaged: SQLite does not look when it reads a torn page. */
public final class Columns {
  private Columns() {}

  /** The text of a column that always has one. */
  public static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      throw damaged(column);
    }
    return text;
  }

  /** The bytes of a column that always has some. */
  public static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      throw damaged(column);
    }
    return bytes;
  }

  private static AthanorException damaged(int column) {
    return AthanorException.data("store-corrupt", "a row has nothing in its column " + column
        + ", where something always stands: the store is damaged. See what is left with: athanor doctor, and restore it from"
        + " a backup");
  }
}
