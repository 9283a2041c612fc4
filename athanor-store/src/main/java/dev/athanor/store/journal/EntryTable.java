package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.EntryCodec;
import dev.athanor.journal.Memo;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.Statements;
import dev.athanor.store.sqlite.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** The tables {@code entry} and {@code memo}. */
final class EntryTable {
  private static final EntryCodec CODEC = new EntryCodec();

  private EntryTable() {}

  /** False if the run has one of that name. */
  static boolean insert(Statements sql, long run, long sequence, ReadyAppend.Row entry) throws SQLException {
    return sql.update("insert into entry (run, name, seq, body, checksum) values (?, ?, ?, ?, ?)"
        + " on conflict (run, name) do nothing", run, entry.name(), sequence, entry.body(),
        StoredJson.checksum(
            run, sequence, entry.body()))
        > 0;
  }

  static boolean exists(Statements sql, long run, Entry.Key key) throws SQLException {
    return sql.first("select 1 from entry where run = ? and name = ?", _ -> true, run, ReadyAppend.name(key))
        .isPresent();
  }

  static List<Stamped> after(Statements sql, RunId id, long sequence) throws SQLException {
    Optional<Long> last =
        sql.first("select last_seq from run where id = ?", row -> row.getLong(1), id.value());
    List<Stamped> entries = sql.all(
        "select run, seq, body, checksum from entry where run = (select number from run where id = ?)"
            + " and seq > ? order by seq",
        row -> read(row, id), id.value(), sequence);
    requireWhole(entries, id, sequence, last.orElse(0L));
    return entries;
  }

  /** A damaged index may hide rows without a word. This store leaves no gaps, so that one is a loss. */
  private static void requireWhole(List<Stamped> entries, RunId id, long after, long last) {
    long expected = after;
    for (Stamped entry : entries) {
      if (entry.sequence() != ++expected) {
        throw lost(id, expected);
      }
    }
    if (expected < last) {
      throw lost(id, expected + 1);
    }
  }

  private static AthanorException lost(RunId id, long sequence) {
    return AthanorException.data("entry-missing",
        "entry " + sequence + " of run " + id + " (table entry) is not found,"
            + " though later ones were recorded. Restore the store from a backup; other runs can be read");
  }

  private static Stamped read(ResultSet row, RunId id) throws SQLException {
    long sequence = row.getLong(2);
    try {
      return new Stamped(sequence,
          CODEC.decode(StoredJson.read(row.getLong(1), sequence, Columns.bytes(row, 3), row
              .getLong(4))));
    } catch (DataFormatException e) {
      throw AthanorException.data("entry-corrupt", "entry " + sequence + " of run " + id
          + " (table entry) is damaged: " + e.getMessage()
          + ". Restore the store from a backup; other runs can be read", e);
    }
  }

  static void delete(Statements sql, long run) throws SQLException {
    sql.update("delete from entry where run = ?", run);
  }

  /** The first writer of a memo wins, as long as its run is there. */
  static void remember(Statements sql, Hash key, long run, byte[] name) throws SQLException {
    sql.update(
        "insert into memo (key, run, name) values (?, ?, ?) on conflict (key) do update set run = excluded.run,"
            + " name = excluded.name where not exists (select 1 from run where run.number = memo.run)",
        key
            .bytes(),
        run,
        name);
  }

  static Optional<Memo> memo(Statements sql, Hash key) throws SQLException {
    return sql.first("select entry.run, entry.seq, entry.body, entry.checksum, run.id from memo"
        + " join run on run.number = memo.run join entry on entry.run = memo.run and entry.name = memo.name"
        + " where memo.key = ?", row -> {
          RunId id = new RunId(Columns.text(row, 5));
          return new Memo(id, (Entry.Completed) read(row, id).entry());
        }, key.bytes());
  }

  /** Forgets memos whose run was deleted. */
  static void forgetMemos(Statements sql) throws SQLException {
    sql.update("delete from memo where not exists (select 1 from run where run.number = memo.run)");
  }
}
