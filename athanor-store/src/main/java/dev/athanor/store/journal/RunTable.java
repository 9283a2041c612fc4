package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.HeaderCodec;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.store.sqlite.Statements;
import dev.athanor.store.sqlite.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** The tables {@code run} and {@code header}. */
final class RunTable {
  /**
   * The first epoch of a run is its number times this, so that epochs never meet those of a deleted run of the same name.
   */
  private static final long EPOCHS_OF_A_RUN = 1L << 24;
  private static final String COLUMNS =
      "select run.number, run.state, run.updated, run.last_seq, header.body,"
          + " header.checksum, run.id from run join header on header.run = run.number";
  private static final String FREE = "(lease_until is null or lease_until <= ?)";
  private static final HeaderCodec CODEC = new HeaderCodec();

  private RunTable() {}

  /** A run as a writer needs to know it. */
  record Brief(long number, RunState state, boolean cancelled) {}

  /** What an append may know about its run. */
  record Position(long number, long last, boolean cancelled) {}

  /** The number of the new run; empty if there is one of that name. */
  static Optional<Long> insert(Statements sql, RunHeader header, long now) throws SQLException {
    Optional<Long> number = sql.first(
        "insert into run (id, program, nested, created, state, updated, epoch, last_seq,"
            + " cancelled) values (?, ?, ?, ?, 'running', ?, 0, 0, 0) on conflict (id) do nothing returning number",
        row -> row.getLong(1), header.id().value(), header.program(),
        header.derivation() instanceof Derivation.Nested ? 1 : 0, Micros.floor(header.created()), now);
    if (number.isPresent()) {
      long run = number.get();
      byte[] body = StoredJson.of(CODEC.encode(header));
      sql.update("update run set epoch = ? where number = ?", run * EPOCHS_OF_A_RUN, run);
      sql.update("insert into header (run, body, checksum) values (?, ?, ?)", run, body, StoredJson
          .checksum(run, 0, body));
    }
    return number;
  }

  static Optional<RunRecord> find(Statements sql, RunId id) throws SQLException {
    return sql.first(COLUMNS + " where run.id = ?", RunTable::record, id.value());
  }

  static List<RunRecord> list(Statements sql, RunQuery query) throws SQLException {
    return matching(sql, COLUMNS, query, RunTable::ifSound).stream().flatMap(Optional::stream).toList();
  }

  static List<RunId> names(Statements sql, RunQuery query) throws SQLException {
    return matching(sql, "select run.id from run", query, row -> new RunId(Columns.text(row, 1)));
  }

  private static <T> List<T> matching(Statements sql, String columns, RunQuery query,
      Statements.Reading<T> reading)
      throws SQLException {
    StringBuilder text = new StringBuilder(columns).append(" where 1 = 1");
    List<Object> arguments = new ArrayList<>();
    query.program().ifPresent(program -> {
      text.append(" and run.program = ?");
      arguments.add(program);
    });
    query.state().ifPresent(state -> {
      text.append(" and run.state = ?");
      arguments.add(word(state));
    });
    if (query.topLevel()) {
      text.append(" and run.nested = 0");
    }
    arguments.add(query.limit());
    return sql.all(text.append(" order by run.created desc, run.id limit ?").toString(), reading,
        arguments.toArray());
  }

  private static RunRecord record(ResultSet row) throws SQLException {
    try {
      return checked(row);
    } catch (DataFormatException e) {
      throw AthanorException.data("run-corrupt", "the header of run " + Columns.text(row, 7)
          + " (table header) is damaged: " + e.getMessage()
          + ". Restore the store from a backup; other runs can be read", e);
    }
  }

  private static Optional<RunRecord> ifSound(ResultSet row) throws SQLException {
    try {
      return Optional.of(checked(row));
    } catch (DataFormatException damaged) {
      return Optional.empty();
    }
  }

  private static RunRecord checked(ResultSet row) throws SQLException, DataFormatException {
    RunHeader header =
        CODEC.decode(StoredJson.read(row.getLong(1), 0, Columns.bytes(row, 5), row.getLong(6)));
    return new RunRecord(header, state(Columns.text(row, 2)), Micros.instant(row.getLong(3)), row.getLong(4));
  }

  static Optional<Brief> brief(Statements sql, RunId id) throws SQLException {
    return sql.first("select number, state, cancelled from run where id = ?", row -> new Brief(row.getLong(1),
        state(
            Columns.text(row, 2)),
        row.getInt(3) != 0), id.value());
  }

  /** The epoch of the new holder; empty if there is another, or no such run. */
  static Optional<Long> acquire(Statements sql, RunId id, String owner, long now, long until)
      throws SQLException {
    return sql.first(
        "update run set epoch = epoch + 1, owner = ?, lease_until = ?, state = case when state in"
            + " ('waiting', 'in_doubt') then 'running' else state end where id = ? and " + FREE
            + " returning epoch",
        row -> row.getLong(1), owner, until, id.value(), now);
  }

  static boolean renew(Statements sql, RunId id, long epoch, long until) throws SQLException {
    return sql.update("update run set lease_until = ? where id = ? and epoch = ?", until, id.value(), epoch)
        > 0;
  }

  /** Ends the lease unless there is something unseen. */
  static boolean release(Statements sql, RunId id, long epoch, RunState state, @Nullable Long due, long seen)
      throws SQLException {
    return sql.update(
        "update run set epoch = epoch + 1, owner = null, lease_until = null, due = ?, state = case when"
            + " state = 'running' then ? else state end where id = ? and epoch = ? and last_seq <= ?",
        due,
        word(state),
        id.value(), epoch, seen) > 0;
  }

  static boolean isHeld(Statements sql, RunId id, long epoch) throws SQLException {
    return sql.first("select 1 from run where id = ? and epoch = ?", _ -> true, id.value(), epoch)
        .isPresent();
  }

  /** Makes room for entries of the lease's holder; empty if the lease has ended. */
  static Optional<Position> advance(Statements sql, RunId id, long epoch, int entries, long now)
      throws SQLException {
    return sql.first("update run set last_seq = last_seq + ?, updated = ? where id = ? and epoch = ?"
        + " returning number, last_seq, cancelled",
        row -> new Position(row.getLong(1), row.getLong(2), row
            .getInt(
                3)
            != 0),
        entries, now, id.value(), epoch);
  }

  /** Makes room for an entry from outside, which makes the run due; returns its sequence number. */
  static long advance(Statements sql, long number, long now) throws SQLException {
    return sql.first("update run set last_seq = last_seq + 1, updated = ?, due = ? where number = ?"
        + " returning last_seq", row -> row.getLong(1), now, now, number).orElseThrow();
  }

  /** Makes room for the first entries. */
  static void start(Statements sql, long number, int entries) throws SQLException {
    sql.update("update run set last_seq = ? where number = ?", entries, number);
  }

  static void cancelled(Statements sql, long number, long now) throws SQLException {
    sql.update("update run set cancelled = 1, due = ? where number = ?", now, number);
  }

  static void over(Statements sql, long number, RunState state) throws SQLException {
    sql.update("update run set state = ? where number = ?", word(state), number);
  }

  static List<RunId> due(Statements sql, long now, int limit) throws SQLException {
    List<RunId> due = new ArrayList<>(sql.all("select id from run where state = 'running' and " + FREE
        + " order by number limit ?", row -> new RunId(Columns.text(row, 1)), now, limit));
    due.addAll(sql.all("select id from run where state in ('waiting', 'in_doubt') and due <= ? and " + FREE
        + " order by due limit ?", row -> new RunId(Columns.text(row, 1)), now, now, limit - due.size()));
    return due;
  }

  static void delete(Statements sql, long number) throws SQLException {
    sql.update("delete from header where run = ?", number);
    sql.update("delete from run where number = ?", number);
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static RunState state(String word) {
    for (RunState state : RunState.values()) {
      if (word(state).equals(word)) {
        return state;
      }
    }
    throw AthanorException.data("run-corrupt", "a run is in the state \"" + word
        + "\", which this version does not know; restore the store from a backup");
  }
}
