package dev.athanor.store.sqlite;

import dev.athanor.error.AthanorException;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/** Runs the migration scripts of a schema. Apart from {@link Migrations}, so that a file that needs none loads no Flyway. */
final class Scripts {
  /** What the scripts may say in the words of this database. */
  private static final Map<String, String> DIALECT = Map.of("identity", "integer primary key autoincrement",
      "number", "integer primary key", "bytes", "blob", "clustered", "without rowid");

  private final Path file;
  private final Schema schema;

  Scripts(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  void run(Connections connections) {
    SQLiteDataSource source = new SQLiteDataSource(connections.writing());
    source.setUrl(connections.url());
    try {
      Flyway.configure(Scripts.class.getClassLoader()).dataSource(source).locations("classpath:" + schema
          .location()).placeholders(DIALECT).loggers(SilentLog.class.getName()).load().migrate();
    } catch (FlywayException e) {
      throw AthanorException.data("store-migration", file + ": the " + schema.name()
          + " tables could not be brought to version " + schema.newest() + " and are as they were: " + e
              .getMessage(),
          e);
    }
  }
}
