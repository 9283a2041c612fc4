package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables {@code content} and {@code content_ref}. */
final class ContentTable {
  private static final String UNREFERRED = "since <= ? and not exists (select 1 from content_ref where"
      + " content_ref.content = content.number)";

  private ContentTable() {}

  /** Content as it lies in the table. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(Hash hash, long size, Form form, byte @Nullable [] bytes) {}

  static Optional<Stored> find(Statements sql, Hash hash) throws SQLException {
    return sql.first("select hash, size, form, bytes from content where hash = ?", ContentTable::stored, hash
        .bytes());
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(Hash.ofDigest(row.getBytes(1)), row.getLong(2), Form.of(row.getString(3)), row.getBytes(
        4));
  }

  static void requireStored(Statements sql, Iterable<Hash> payloads) throws SQLException {
    for (Hash hash : payloads) {
      if (sql.first("select 1 from content where hash = ?", _ -> true, hash.bytes()).isEmpty()) {
        throw missing(hash);
      }
    }
  }

  static AthanorException missing(Hash hash) {
    return AthanorException.data("content-missing", "content " + hash.brief() + " is not in this journal");
  }

  /** Content in its row; what is there already stays as it is. */
  static void insert(Statements sql, ReadyAppend.Part part, long now) throws SQLException {
    sql.update("insert into content (hash, size, since, form, bytes) values (?, ?, ?, ?, ?)"
        + " on conflict (hash) do nothing", part.hash().bytes(), part.size(), now, part.form().word(),
        part
            .bytes());
  }

  /** Content in a file that has just got its name; its grace period begins. */
  static void insertFile(Statements sql, Hash hash, long size, Form form, long now) throws SQLException {
    sql.update(
        "insert into content (hash, size, since, form, bytes) values (?, ?, ?, ?, null) on conflict (hash)"
            + " do update set since = excluded.since, form = excluded.form, bytes = null",
        hash.bytes(), size,
        now, form
            .word());
  }

  static void refer(Statements sql, long run, Hash hash) throws SQLException {
    sql.update("insert into content_ref (run, content) select ?, number from content where hash = ?"
        + " on conflict (run, content) do nothing", run, hash.bytes());
  }

  /** Gives a run everything that another one refers to. */
  static void inherit(Statements sql, long run, String parent) throws SQLException {
    sql.update("insert into content_ref (run, content) select ?, content from content_ref"
        + " where run = (select number from run where id = ?) on conflict (run, content) do nothing", run,
        parent);
  }

  static void unrefer(Statements sql, long run) throws SQLException {
    sql.update("delete from content_ref where run = ?", run);
  }

  /** The numbers of content that nothing refers to and that is not younger than a time. */
  static List<Long> unreferred(Statements sql, long since) throws SQLException {
    return sql.all("select number from content where " + UNREFERRED, row -> row.getLong(1), since);
  }

  /** Removes one of those, if it still is; the bytes come back empty. */
  static Optional<Stored> delete(Statements sql, long number, long since) throws SQLException {
    return sql.first("delete from content where number = ? and " + UNREFERRED
        + " returning hash, coalesce(length(bytes), size), form, null", ContentTable::stored, number, since);
  }

  /** Whether content is kept in this form. */
  static boolean isKept(Statements sql, Hash hash, Form form) throws SQLException {
    return sql.first("select 1 from content where hash = ? and form = ?", _ -> true, hash.bytes(), form
        .word())
        .isPresent();
  }
}
