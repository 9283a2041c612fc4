package dev.athanor.store.sqlite;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** Brings a file to the newest schema. */
final class Migrations {
  private static final String HISTORY = "flyway_schema_history";
  /** A file lock holds off other processes only. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Path file;
  private final Schema schema;

  Migrations(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  /** Whether the tables are those of the newest version; throws if they are nobody's or a newer version's. */
  boolean current(Statements sql) throws SQLException {
    OptionalInt version = version(sql);
    if (version.isPresent() && version.getAsInt() > schema.newest()) {
      throw AthanorException.data("store-newer", file + " was written by a newer version of Athanor (its "
          + schema
              .name()
          + " tables have version " + version.getAsInt() + ", this one knows up to " + schema
              .newest()
          + "). Use that version, or name another file");
    }
    return version.isPresent() && version.getAsInt() == schema.newest();
  }

  /** The version of the tables; empty if there are none yet. */
  OptionalInt version(Statements sql) throws SQLException {
    List<String> tables;
    try (ResultSet names = sql.connection().getMetaData().getTables(null, null, "%", new String[]{"TABLE"})) {
      tables = new ArrayList<>();
      while (names.next()) {
        tables.add(names.getString("TABLE_NAME"));
      }
    }
    if (tables.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!tables.contains(HISTORY)) {
      throw AthanorException.data("store-foreign", file
          + " is a database of another program (it has a table \""
          + tables.getFirst() + "\"). Name another file");
    }
    return sql.all("select version from " + HISTORY + " where success = 1 and version is not null", row -> row
        .getString(1)).stream().mapToInt(Integer::parseInt).max();
  }

  /** Runs what is missing, while other processes that would do so wait. */
  void run(Connections connections) throws IOException, SQLException {
    Path lockFile = file.resolveSibling(file.getFileName() + "-migrating");
    ONE_AT_A_TIME.lock();
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      // Closing the channel lets go of the lock.
      channel.lock();
      try (Statements sql = connections.migrator()) {
        if (!current(sql)) {
          new Scripts(file, schema).run(connections);
        }
      }
      // Only after success: whoever still waits on the removed file finds nothing left to do.
      Files.deleteIfExists(lockFile);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }
}
