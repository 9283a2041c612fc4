package dev.athanor.store.sqlite;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * One SQLite file, in write-ahead mode with full sync. Safe for use by many threads, and by several processes on the same
 * file. A write is on the disk when it returns. Every failure is an {@link AthanorException} of category DATA that names
 * the file and what was being done.
 */
public final class SqliteDatabase implements AutoCloseable {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Migrations migrations;
  private final Readers readers;
  private final GroupCommit writer;

  private SqliteDatabase(Path file, Migrations migrations, Connections connections, Statements reader) {
    this.file = file;
    this.migrations = migrations;
    this.readers = new Readers(connections, reader);
    this.writer = new GroupCommit(connections, file.getFileName().toString());
  }

  /**
   * Opens a file, creates it if there is none, and brings its tables to the newest version.
   *
   * @throws AthanorException {@code store-foreign}, {@code store-newer}, {@code store-migration},
   *     {@code store-unreadable} and what reading can meet
   */
  public static SqliteDatabase open(Path path, Schema schema, Settings settings) {
    Path file = path.toAbsolutePath().normalize();
    Connections connections = new Connections(file, settings);
    Migrations migrations = new Migrations(file, schema);
    try {
      if (isNew(file)) {
        Directories.create(file.resolveSibling(".").normalize());
        migrations.run(connections);
      }
      Statements reader = connections.reader();
      boolean sound = false;
      try {
        if (!migrations.current(reader)) {
          migrations.run(connections);
        }
        sound = true;
      } finally {
        if (!sound) {
          reader.close();
        }
      }
      return new SqliteDatabase(file, migrations, connections, reader);
    } catch (SQLException e) {
      throw SqliteFailures.translate(file, "opening the store", e);
    } catch (IOException e) {
      throw AthanorException.data("store-unreadable", file + " can't be opened (" + e
          + "). Check that this user may read and write it and its folder", e);
    }
  }

  /** Whether there is nothing yet; throws if there is something else. */
  private static boolean isNew(Path file) throws IOException {
    if (!Files.exists(file) || (Files.isRegularFile(file) && Files.size(file) == 0)) {
      return true;
    }
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      try (InputStream stream = Files.newInputStream(file)) {
        if (!Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC)) {
          throw AthanorException.data("store-foreign", file + " is no SQLite database. Move it away, or name"
              + " another file");
        }
      }
    }
    return false;
  }

  /** The file, as an absolute path. */
  public Path file() {
    return file;
  }

  /**
   * Reads.
   *
   * @param what is read, for the message of a failure
   */
  public <T> T read(String what, Work<T> work) {
    try {
      return readers.read(work);
    } catch (SQLException e) {
      throw SqliteFailures.translate(file, "reading " + what, e);
    }
  }

  /**
   * Writes, in one transaction with whatever else waits to be written.
   *
   * @param what is written, for the message of a failure
   */
  public <T> T write(String what, Work<T> work) {
    try {
      return writer.submit(work).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw SqliteFailures.translate(file, "writing " + what, sql);
      } else if (e.getCause() instanceof AthanorException known) {
        throw known;
      }
      throw e;
    }
  }

  /** What is wrong with the file's pages and indexes, in SQLite's words; nothing if all is well. Reads the whole file. */
  public List<String> damage() {
    try {
      List<String> report =
          read("all pages", sql -> sql.all("pragma integrity_check", row -> row.getString(1)));
      return report.equals(List.of("ok")) ? List.of() : report;
    } catch (AthanorException unreadable) {
      return List.of(String.valueOf(unreadable.getMessage()));
    }
  }

  /** The version of the tables. */
  public int version() {
    return read("the version", migrations::version).orElse(0);
  }

  /** How much room the file and its log take, in bytes. */
  public long size() {
    try {
      Path log = file.resolveSibling(file.getFileName() + "-wal");
      return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    } catch (IOException e) {
      throw AthanorException.data("store-io", "the size of " + file + " can't be read (" + e + ")", e);
    }
  }

  /** Commits what waits, and lets go of the file. */
  @Override
  public void close() {
    writer.close();
    try {
      readers.close();
    } catch (SQLException e) {
      throw SqliteFailures.translate(file, "closing the store", e);
    }
  }
}
