package dev.athanor.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.journal.Append;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.Stamped;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import dev.athanor.store.sqlite.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What disks do to files. */
final class SqliteJournalDamageTest {
  private static final int RUNS = 12;
  private static final int ENTRIES = 30;

  @TempDir
  Path folder;

  private final Map<RunId, List<Stamped>> written = new HashMap<>();
  private final Merkle.Part shared = Merkle.Part.of(CanonicalJson.bytes(Codec.TEXT.list().encode(
      Collections.nCopies(40, "shared by all runs"))));
  private final Merkle.Part large = Merkle.Part.of(noise(1_500_000));
  private final byte[] file = noise(50_000);

  private Path database() {
    return folder.resolve("journal.db");
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void fillAJournal() {
    Settings quick = Settings.DURABLE.sync(Settings.Sync.OFF);
    try (SqliteJournal journal = SqliteJournal.open(database(), InstantSource.system(), quick)) {
      List<Lease> leases =
          IntStream.range(0, RUNS).mapToObj(i -> JournalSteps.drive(journal, "run-" + i)).toList();
      Payload payload = journal.store(new ByteArrayInputStream(file), "image/png");
      for (int i = 0; i < RUNS; i++) {
        journal.append(leases.get(i),
            new Append(List.of(JournalSteps.completed("first", shared.hash())),
                i == 0 ? List.of(shared, large) : List.of(shared),
                List.of(payload.hash()), Map.of()));
      }
      for (int k = 0; k < ENTRIES; k += 5) {
        // Runs take turns, so that a page holds entries of several.
        List<Entry> five =
            IntStream.range(k, k + 5).mapToObj(i -> JournalSteps.completed("step[" + i + "]")).toList();
        leases.forEach(lease -> journal.append(lease, new Append(five, List.of(), List.of(), Map.of())));
      }
      leases.forEach(lease -> written.put(lease.run(), journal.entries(lease.run(), 0)));
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect(); var change = connection.createStatement()) {
      assertThat(change.executeUpdate(statement)).isPositive();
    }
  }

  /** Flips a bit in the middle of the body of one row. */
  private void flipABit(String row) throws SQLException {
    try (Connection connection = connect();
        var query = connection.createStatement();
        var rows = query.executeQuery("select rowid, body from " + row);
        var change = connection.prepareStatement("update " + row.substring(0, row.indexOf(' '))
            + " set body = ? where rowid = ?")) {
      assertThat(rows.next()).isTrue();
      byte[] body = rows.getBytes(2);
      body[body.length / 2] ^= 4;
      change.setBytes(1, body);
      change.setLong(2, rows.getLong(1));
      assertThat(rows.next()).isFalse();
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database());
  }

  @Test
  void aSoundJournalHasNoFindings() {
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      JournalCheck check = journal.check();
      assertThat(check.findings()).isEmpty();
      assertThat(check.runs()).isEqualTo(RUNS);
      assertThat(check.entries()).isEqualTo(RUNS * (ENTRIES + 1));
      assertThat(check.contents()).isEqualTo(3);
      assertThat(check.version()).isEqualTo(1);
      assertThat(check.databaseBytes()).isGreaterThan(50_000);
      assertThat(check.fileBytes()).isEqualTo(1_550_000);
    }
  }

  @Test
  void aFlippedBitInAnEntryIsNamedAndOtherRunsCanBeRead() throws SQLException {
    flipABit("entry where run = (select number from run where id = 'run-3') and seq = 8");
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      AthanorException error =
          catchThrowableOfType(AthanorException.class, () -> journal.entries(new RunId("run-3"),
              0));
      assertThat(error.code()).isEqualTo("entry-corrupt");
      assertThat(error).hasMessageContaining(
          "entry 8 of run run-3 (table entry) is damaged: its checksum does not match");
      assertOthersAreRead(journal, List.of(new RunId("run-3")));
      assertThat(journal.check().findings())
          .extracting(JournalCheck.Finding::code, JournalCheck.Finding::runs)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple("entry-corrupt", List.of(new RunId("run-3"))));
    }
  }

  @Test
  void anEntryInAFormThatANewerVersionWroteIsNamed() throws SQLException {
    byte[] newer = {7, 1, 2, 3};
    String where = " where run = (select number from run where id = 'run-3') and seq = 8";
    try (Connection connection = connect();
        var number = connection.createStatement().executeQuery(
            "select number from run where id = 'run-3'");
        var change = connection.prepareStatement("update entry set body = ?, checksum = ?" + where)) {
      change.setBytes(1, newer);
      change.setLong(2, StoredJson.checksum(number.getLong(1), 8, newer));
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      assertThat(catchThrowableOfType(AthanorException.class, () -> journal.entries(new RunId("run-3"), 0)))
          .hasMessageStartingWith(
              "entry 8 of run run-3 (table entry) is damaged: it is in form 7, which this version does not know");
      assertOthersAreRead(journal, List.of(new RunId("run-3")));
    }
  }

  @Test
  void aLostEntryIsNamed() throws SQLException {
    sql("delete from entry where run = (select number from run where id = 'run-5') and seq = 9");
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      AthanorException error =
          catchThrowableOfType(AthanorException.class, () -> journal.entries(new RunId("run-5"),
              0));
      assertThat(error.code()).isEqualTo("entry-missing");
      assertThat(error).hasMessageContaining("entry 9 of run run-5");
      assertOthersAreRead(journal, List.of(new RunId("run-5")));
    }
  }

  @Test
  void aDamagedHeaderIsNamed() throws SQLException {
    flipABit("header where run = (select number from run where id = 'run-2')");
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      AthanorException error =
          catchThrowableOfType(AthanorException.class, () -> journal.find(new RunId("run-2")));
      assertThat(error.code()).isEqualTo("run-corrupt");
      assertThat(error).hasMessageContaining("the header of run run-2 (table header) is damaged");
      assertThat(journal.runs(RunQuery.newest(100))).hasSize(RUNS - 1)
          .noneMatch(run -> run.id().equals(new RunId(
              "run-2")));
      assertThat(journal.names(RunQuery.newest(100))).hasSize(RUNS).contains(new RunId("run-2"));
      assertThat(journal.check().findings()).hasSize(1);
    }
  }

  @Test
  void damagedContentIsNamedWithTheRunsThatNeedIt() throws SQLException {
    sql("update content set bytes = x'00112233' where bytes is not null");
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      AthanorException error =
          catchThrowableOfType(AthanorException.class, () -> journal.part(shared.hash()));
      assertThat(error.code()).isEqualTo("content-corrupt");
      assertThat(error).hasMessageContaining(shared.hash().hex()).hasMessageContaining(database().toString());
      assertThat(journal.check().findings()).singleElement().satisfies(finding -> {
        assertThat(finding.code()).isEqualTo("content-corrupt");
        assertThat(finding.runs()).containsExactlyInAnyOrderElementsOf(written.keySet());
      });
    }
  }

  @Test
  void aDamagedOrMissingFileIsNamed() throws IOException {
    Path stored =
        folder.resolve("content").resolve(Hash.of(file).hex().substring(0, 2)).resolve(Hash.of(file).hex()
            .substring(2));
    byte[] bytes = Files.readAllBytes(stored);
    assertThat(bytes).isEqualTo(file);
    bytes[4711] ^= 1;
    Files.write(stored, bytes);
    Payload payload = new Payload(Hash.of(file), file.length, "image/png");
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      AthanorException corrupt = catchThrowableOfType(AthanorException.class, () -> read(journal, payload));
      assertThat(corrupt.code()).isEqualTo("content-corrupt");
      assertThat(corrupt).hasMessageContaining(payload.hash().hex());

      Files.delete(stored);
      AthanorException missing = catchThrowableOfType(AthanorException.class, () -> read(journal, payload));
      assertThat(missing.code()).isEqualTo("content-missing");
      assertThat(missing).hasMessageContaining(stored.toString());

      journal.store(new ByteArrayInputStream(file), "image/png");
      assertThat(read(journal, payload)).isEqualTo(file);
    }
  }

  private static byte[] read(SqliteJournal journal, Payload payload) throws IOException {
    try (InputStream stream = journal.open(payload)) {
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"entry", "sqlite_autoindex_entry_1", "run", "sqlite_autoindex_run_1", "header", "content",
          "content_ref", "sqlite_autoindex_content_1"})
  void anOverwrittenPageIsNamedAndCostsOnlyWhatWasOnIt(String table) throws SQLException, IOException {
    overwriteAPageOf(table);
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      List<RunId> unreadable = new ArrayList<>();
      for (RunId run : written.keySet()) {
        try {
          // What is read is right, or nothing is.
          assertThat(journal.entries(run, 0)).isEqualTo(written.get(run));
          assertThat(journal.find(run)).isPresent();
        } catch (AthanorException e) {
          assertThat(e.category()).isEqualTo(Category.DATA);
          assertThat(e).hasMessageContaining(run.value()).hasMessageContaining("table");
          unreadable.add(run);
        }
      }
      if (table.contains("entry")) {
        assertThat(unreadable).isNotEmpty().hasSizeLessThan(RUNS / 2);
      }
      List<JournalCheck.Finding> findings = journal.check().findings();
      assertThat(findings).isNotEmpty();
      if (!table.equals("run")) {
        // Where the list of runs itself is damaged, nobody can tell whose the rest is.
        assertThat(findings.stream().flatMap(finding -> finding.runs().stream()).distinct())
            .containsAll(unreadable);
      }
    }
  }

  private void overwriteAPageOf(String table) throws SQLException, IOException {
    List<Long> pages = new ArrayList<>();
    try (Connection connection = connect(); var query = connection.prepareStatement(
        "select pageno from dbstat where name = ? and pagetype = 'leaf' order by pageno")) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          pages.add(rows.getLong(1));
        }
      }
    }
    long page = pages.get(pages.size() / 2);
    try (FileChannel channel = FileChannel.open(database(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(noise(4096)), (page - 1) * 4096);
    }
  }

  private void assertOthersAreRead(SqliteJournal journal, List<RunId> except) {
    written.forEach((run, entries) -> {
      if (!except.contains(run)) {
        assertThat(journal.entries(run, 0)).isEqualTo(entries);
      }
    });
  }
}
