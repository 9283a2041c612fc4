package dev.athanor.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest {
  private static final Schema FIRST = new Schema("sample", "dev/athanor/store/sqlite/first", 1);
  private static final Schema SECOND = new Schema("sample", "dev/athanor/store/sqlite/second", 2);
  private static final Schema BROKEN = new Schema("sample", "dev/athanor/store/sqlite/broken", 2);

  @TempDir
  Path folder;

  private Path file() {
    return folder.resolve("a store.db");
  }

  private SqliteDatabase open(Schema schema) {
    return SqliteDatabase.open(file(), schema, Settings.DURABLE);
  }

  private static void write(SqliteDatabase database, String text) {
    int rows = database.write("a note", sql -> sql.update("insert into note (text) values (?)", text));
    assertThat(rows).isOne();
  }

  private static List<String> notes(SqliteDatabase database) {
    return database.read("the notes",
        sql -> sql.all("select text from note order by number", row -> row.getString(1)));
  }

  private AthanorException refusal(Schema schema) {
    AthanorException refusal = catchThrowableOfType(AthanorException.class, () -> open(schema).close());
    assertThat(refusal).hasMessageContaining(file().toString());
    assertThat(refusal.category()).isEqualTo(Category.DATA);
    return refusal;
  }

  @Test
  void whatIsWrittenIsReadAndStays() {
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "one");
      assertThat(notes(database)).containsExactly("one");
    }
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "zwei 😀");
      assertThat(notes(database)).containsExactly("one", "zwei 😀");
    }
  }

  @Test
  void nothingIsLeftBesideTheFileAfterClosing() throws IOException {
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "one");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void anOlderFileIsBroughtToTheNewestVersion() {
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "old");
    }
    try (SqliteDatabase database = open(SECOND)) {
      int rows = database.write("the author", sql -> sql.update("update note set author = ?", "me"));
      assertThat(rows).isOne();
    }
    AthanorException refusal = refusal(FIRST);
    assertThat(refusal.code()).isEqualTo("store-newer");
    assertThat(refusal).hasMessageContaining("version 2, this one knows up to 1");
  }

  @Test
  void aMigrationThatFailsLeavesEverythingAsItWas() {
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "old");
    }
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> open(BROKEN).close()).satisfies(
        error -> assertThat(error.code()).isEqualTo("store-migration")).withMessageContaining("nowhere");
    try (SqliteDatabase database = open(SECOND)) {
      assertThat(notes(database)).containsExactly("old");
    }
  }

  @Test
  void manyMayCreateTheSameFileAtOnce() throws InterruptedException, ExecutionException {
    List<Callable<Boolean>> openers = IntStream.range(0, 8).mapToObj(i -> (Callable<Boolean>) () -> {
      try (SqliteDatabase database = open(SECOND)) {
        write(database, "from " + i);
        return true;
      }
    }).toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> opener : threads.invokeAll(openers)) {
        assertThat(opener.get()).isTrue();
      }
    }
    try (SqliteDatabase database = open(SECOND)) {
      assertThat(notes(database)).hasSize(8);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAlone() throws IOException {
    Files.writeString(file(), "My diary. Today I learned about databases.");
    AthanorException refusal = refusal(FIRST);
    assertThat(refusal.code()).isEqualTo("store-foreign");
    assertThat(refusal).hasMessageContaining("is no SQLite database. Move it away");
    assertThat(file()).hasContent("My diary. Today I learned about databases.");
  }

  @Test
  void aDatabaseOfAnotherProgramIsLeftAlone() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file()); var statement = other
        .createStatement()) {
      statement.execute("create table recipes (name text)");
    }
    AthanorException refusal = refusal(FIRST);
    assertThat(refusal.code()).isEqualTo("store-foreign");
    assertThat(refusal).hasMessageContaining("another program").hasMessageContaining("recipes");
  }

  @Test
  void aFolderOrAnUnwritablePlaceIsRefused() throws IOException {
    Files.createDirectory(file());
    AthanorException refusal = refusal(FIRST);
    assertThat(refusal.code()).isEqualTo("store-unreadable");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> SqliteDatabase.open(Path.of(
        "/proc/nowhere/athanor.db"), FIRST, Settings.DURABLE).close())
        .satisfies(error -> assertThat(error.code())
            .isEqualTo("store-unreadable"));
  }

  @Test
  void anEmptyFileBecomesADatabase() throws IOException {
    Files.createFile(file());
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "one");
      assertThat(notes(database)).containsExactly("one");
    }
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    try (SqliteDatabase database = open(FIRST)) {
      write(database, "one");
    }
    byte[] whole = Files.readAllBytes(file());
    for (int length : new int[]{100, 4096, whole.length / 2}) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> {
        try (SqliteDatabase database = open(FIRST)) {
          notes(database);
        }
      }).withMessageContaining(file().toString()).satisfies(error -> assertThat(error.category()).isEqualTo(
          Category.DATA));
    }
  }

  @Test
  void aWriteThatFailsDoesNotFailTheOthersOfItsGroup() throws InterruptedException, ExecutionException {
    try (SqliteDatabase database = open(FIRST); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch others = new CountDownLatch(1);
      Future<?> first = threads.submit(() -> database.write("the first", sql -> {
        inside.countDown();
        await(others);
        return sql.update("insert into note (text) values ('first')");
      }));
      inside.await();
      List<Future<Integer>> sound =
          IntStream.range(0, 10).mapToObj(i -> threads.submit(() -> database.write("a note",
              sql -> sql.update("insert into note (text) values (?)", "sound " + i)))).toList();
      Future<?> broken = threads.submit(() -> database.write("the broken one", sql -> {
        sql.update("insert into note (text) values ('half')");
        return sql.update("insert into note (text) values (null)");
      }));
      Future<?> refused = threads.submit(() -> database.write("the refused one", sql -> {
        sql.update("insert into note (text) values ('half')");
        throw AthanorException.user("no", "not this one");
      }));
      others.countDown();
      first.get();
      for (Future<Integer> each : sound) {
        assertThat(each.get()).isOne();
      }
      assertThat(broken).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
          .withMessageContaining("writing the broken one failed");
      assertThat(refused).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
          .withMessageContaining("not this one");
      assertThat(notes(database)).hasSize(11).doesNotContain("half");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNeighbourThatHoldsTheLockTooLongIsNamed() throws SQLException {
    open(FIRST).close();
    try (
        SqliteDatabase database =
            SqliteDatabase.open(file(), FIRST, Settings.DURABLE.patience(Duration.ofMillis(50)));
        Connection neighbour = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = neighbour.createStatement()) {
      statement.execute("begin immediate");
      assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> write(database, "now"))
          .satisfies(error -> {
            assertThat(error.code()).isEqualTo("store-busy");
            assertThat(error.retryable()).isTrue();
          }).withMessageContaining("writing a note waited too long for another process");
      statement.execute("rollback");
      write(database, "then");
      assertThat(notes(database)).containsExactly("then");
    }
  }

  @Test
  void aFullStoreRefusesAndWorksAgainWhenThereIsRoom() {
    open(FIRST).close();
    String large = "x".repeat(3000);
    int written = 0;
    try (SqliteDatabase database = SqliteDatabase.open(file(), FIRST, Settings.DURABLE.mostPages(40))) {
      AthanorException full = null;
      while (full == null) {
        try {
          write(database, large);
          written++;
        } catch (AthanorException e) {
          full = e;
        }
      }
      assertThat(full.code()).isEqualTo("store-full");
      assertThat(full)
          .hasMessageContaining("found no room left, and nothing of it was written. Free some room");
      assertThat(written).isGreaterThan(10);
      assertThat(notes(database)).hasSize(written);
      assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> write(database, large));
      assertThat(
          database.<Integer>write("the removal", sql -> sql.update("delete from note where number <= 2")))
          .isEqualTo(2);
      write(database, large);
      assertThat(notes(database)).hasSize(written - 1);
    }
    try (SqliteDatabase database = open(FIRST)) {
      write(database, large);
      assertThat(notes(database)).hasSize(written);
    }
  }

  @Test
  void afterClosingNothingIsReadOrWritten() {
    SqliteDatabase database = open(FIRST);
    database.close();
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> notes(database)).withMessageContaining(
        "the store is closed already");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> write(database, "late"))
        .withMessageContaining(
            "the store is closed already");
    database.close();
  }

  @Test
  void whatASilentDiskMeansIsSaidInWords() {
    for (var code : List.of(org.sqlite.SQLiteErrorCode.SQLITE_READONLY_DIRECTORY,
        org.sqlite.SQLiteErrorCode.SQLITE_IOERR_FSYNC, org.sqlite.SQLiteErrorCode.SQLITE_CANTOPEN_ISDIR)) {
      AthanorException error =
          SqliteFailures.translate(file(), "writing a note", new org.sqlite.SQLiteException(
              "[" + code + "]", code));
      assertThat(error.code()).isEqualTo(switch (code) {
        case SQLITE_READONLY_DIRECTORY -> "store-read-only";
        case SQLITE_IOERR_FSYNC -> "store-io";
        default -> "store-unreadable";
      });
      assertThat(error).hasMessageContaining(file().toString());
    }
  }
}
