package dev.athanor.store.sqlite;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean to a person, and what to do about them. */
final class SqliteFailures {
  private SqliteFailures() {}

  /**
   * The error to throw.
   *
   * @param what was being read or written
   */
  static AthanorException translate(Path file, String what, SQLException failure) {
    String at = file + ": " + what;
    return switch (primary(failure)) {
      case SQLITE_FULL -> data("store-full", at + " found no room left, and nothing of it was written."
          + " Free some room on that disk and try again; everything before it is safe", failure);
      case SQLITE_CORRUPT -> data("store-corrupt", at + " met a damaged page (" + failure.getMessage()
          + "). What does not touch that page can still be read; 'athanor doctor' names what is lost."
          + " Restore the file from a backup, or export the runs that can be read into a new store", failure);
      case SQLITE_NOTADB -> data("store-foreign", file
          + " is no SQLite database, or its first page is damaged."
          + " Move it away, or name another file", failure);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> data("store-read-only", at + " needs to write, but "
          + file + " or its folder is read-only. Make both writable for this user", failure);
      case SQLITE_CANTOPEN -> data("store-unreadable", file + " can't be opened (" + failure.getMessage()
          + "). Check that it is a file, and that this user may read and write it and its folder", failure);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> new AthanorException("store-busy", Category.DATA,
          true, at
              + " waited too long for another process that is writing to this store."
              + " Try again, or end that process",
          failure);
      case SQLITE_IOERR -> data("store-io", at + " failed, because the disk did (" + failure.getMessage()
          + "). Check the disk and its mount; nothing of it was written", failure);
      default -> data("store-failed", at + " failed: " + failure.getMessage() + unpacked(failure), failure);
    };
  }

  /** Of a failure that is not SQLite's it is likely that not even its library could be loaded. */
  private static String unpacked(SQLException failure) {
    Throwable cause = failure.getCause();
    return cause == null || failure instanceof SQLiteException ? ""
        : " (" + cause.getMessage() + "). SQLite's library is unpacked into "
            + System.getProperty("java.io.tmpdir")
            + ": see that it can be written and has room, and try again";
  }

  private static AthanorException data(String code, String message, SQLException failure) {
    return AthanorException.data(code, message, failure);
  }

  /** For a call after closing. */
  static AthanorException closed() {
    return new AthanorException("store-closed", Category.INTERNAL, false,
        "the store is closed already; whoever closes it must first wait for those who use it");
  }

  /** Whether another process was in the way. */
  static boolean isBusy(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  /** Whether trying each write of a group on its own could go better than all together. */
  static boolean concernsOne(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_NOTADB ->
          false;
      default -> true;
    };
  }

  /** The error without its finer shade: the low byte of an extended code is the code. */
  private static SQLiteErrorCode primary(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
