package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Appended;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Fenced;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Memo;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Stamped;
import dev.athanor.journal.Sweep;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.Schema;
import dev.athanor.store.sqlite.Settings;
import dev.athanor.store.sqlite.SqliteDatabase;
import dev.athanor.store.sqlite.Statements;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The journal in an SQLite file, with large content in a folder {@code content} beside it. Its clock is that of the
 * machine, unless another is given: processes that share a journal share a machine.
 */
public final class SqliteJournal implements Journal {
  private static final Schema SCHEMA = new Schema("journal", "dev/athanor/store/journal", 1);

  private final SqliteDatabase database;
  private final Contents contents;
  private final InstantSource clock;
  private final KnownContent known = new KnownContent();

  private SqliteJournal(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.contents = new Contents(database, new ContentFiles(database.file().resolveSibling("content")));
    this.clock = clock;
  }

  /**
   * Opens a journal, and creates it if there is none.
   *
   * @throws AthanorException {@code store-foreign} if the file is something else, {@code store-newer} if a newer version
   *     wrote it, {@code store-unreadable} if it can't be opened
   */
  public static SqliteJournal open(Path file) {
    return open(file, InstantSource.system(), Settings.DURABLE);
  }

  /** Opens a journal that goes by another clock, or with other settings. */
  public static SqliteJournal open(Path file, InstantSource clock, Settings settings) {
    return new SqliteJournal(SqliteDatabase.open(file, SCHEMA, settings), clock);
  }

  @Override
  public boolean create(RunHeader header, Append prefix) {
    ReadyAppend ready = ReadyAppend.of(prefix, Set.of(), contents.files());
    try {
      return database.write("the new run " + header.id(), sql -> {
        ContentTable.requireStored(sql, ready.payloads());
        Optional<Long> number = RunTable.insert(sql, header, micros());
        if (number.isEmpty()) {
          return false;
        }
        Optional<RunId> source = header.derivation().source();
        if (source.isPresent()) {
          ContentTable.inherit(sql, number.get(), source.get().value());
        }
        RunTable.start(sql, number.get(), ready.entries().size());
        if (!insertAll(sql, number.get(), 0, ready).isEmpty()) {
          throw new IllegalStateException("a new run has no entries yet");
        }
        return true;
      });
    } finally {
      ready.tidy(contents.files());
    }
  }

  @Override
  public Optional<RunRecord> find(RunId id) {
    return database.read("run " + id + " (tables run, header)", sql -> RunTable.find(sql, id));
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    return database.read("the list of runs (tables run, header)", sql -> RunTable.list(sql, query));
  }

  @Override
  public List<RunId> names(RunQuery query) {
    return database.read("the names of runs (table run)", sql -> RunTable.names(sql, query));
  }

  @Override
  public List<Stamped> entries(RunId id, long after) {
    return database.read("the entries of run " + id + " (table entry)", sql -> EntryTable.after(sql, id,
        after));
  }

  @Override
  public Optional<Lease> acquire(RunId id, String owner, Duration life) {
    return database.write("the lease of run " + id, sql -> {
      Instant now = now();
      return RunTable.acquire(sql, id, owner, Micros.floor(now), Micros.ceiling(now.plus(life)));
    }).map(epoch -> new Lease(id, owner, epoch));
  }

  @Override
  public boolean renew(Lease lease, Duration life) {
    return database.write("the lease of run " + lease.run(), sql -> RunTable.renew(sql, lease.run(), lease
        .epoch(),
        Micros.ceiling(now().plus(life))));
  }

  @Override
  public boolean release(Lease lease, RunState state, Optional<Instant> due, long seen) {
    enum Answer {
      RELEASED, UNSEEN, FENCED
    }
    Long dueMicros = due.map(Micros::ceiling).orElse(null);
    Answer answer = database.write("the lease of run " + lease.run(), sql -> {
      if (RunTable.release(sql, lease.run(), lease.epoch(), state, dueMicros, seen)) {
        return Answer.RELEASED;
      }
      return RunTable.isHeld(sql, lease.run(), lease.epoch()) ? Answer.UNSEEN : Answer.FENCED;
    });
    return switch (answer) {
      case RELEASED -> {
        known.forget(lease);
        yield true;
      }
      case UNSEEN -> false;
      case FENCED -> throw fenced(lease);
    };
  }

  private Fenced fenced(Lease lease) {
    known.forget(lease);
    return new Fenced(lease);
  }

  @Override
  public Appended append(Lease lease, Append append) {
    ReadyAppend ready = ReadyAppend.of(append, known.of(lease), contents.files());
    try {
      Appended appended = database.write("run " + lease.run(), sql -> append(sql, lease, ready)).orElseThrow(
          () -> fenced(lease));
      known.add(lease, ready.parts().stream().map(ReadyAppend.Part::hash).toList());
      return appended;
    } finally {
      ready.tidy(contents.files());
    }
  }

  private Optional<Appended> append(Statements sql, Lease lease, ReadyAppend ready) throws SQLException {
    ContentTable.requireStored(sql, ready.payloads());
    int count = ready.entries().size();
    Optional<RunTable.Position> position = RunTable.advance(sql, lease.run(), lease.epoch(), count, micros());
    if (position.isPresent()) {
      RunTable.Position run = position.get();
      Optional<Entry.Key> existing = insertAll(sql, run.number(), run.last() - count, ready);
      if (existing.isPresent()) {
        // Thrown, so that what was inserted before it is rolled back.
        throw new Fenced(lease, existing.get());
      }
    }
    return position.map(run -> new Appended(run.last(), run.cancelled()));
  }

  /** Inserts entries and content; stops at an entry that exists, and returns its key. */
  private Optional<Entry.Key> insertAll(Statements sql, long run, long last, ReadyAppend ready)
      throws SQLException {
    long sequence = last;
    for (ReadyAppend.Row row : ready.entries()) {
      if (!EntryTable.insert(sql, run, ++sequence, row)) {
        return Optional.of(row.entry().key());
      }
      if (row.entry() instanceof Entry.Ended(_, var end, _)) {
        RunTable.over(sql, run, RunState.after(end));
      }
    }
    contents.insert(sql, run, ready, micros());
    for (var memo : ready.memos().entrySet()) {
      EntryTable.remember(sql, memo.getKey(), run, memo.getValue());
    }
    return Optional.empty();
  }

  @Override
  public boolean answer(RunId id, Entry.Answered answer, Append content) {
    ReadyAppend ready = ReadyAppend.of(new Append(List.of(answer), content.parts(), content.payloads(),
        java.util.Map
            .of()),
        Set.of(), contents.files());
    try {
      return database.write("the answer of run " + id, sql -> {
        Optional<RunTable.Brief> run = RunTable.brief(sql, id);
        if (run.isEmpty() || run.get().state().over() || !waits(sql, run.get().number(), answer)) {
          return false;
        }
        ContentTable.requireStored(sql, ready.payloads());
        long sequence = RunTable.advance(sql, run.get().number(), micros());
        return insertAll(sql, run.get().number(), sequence - 1, ready).isEmpty();
      });
    } finally {
      ready.tidy(contents.files());
    }
  }

  private static boolean waits(Statements sql, long run, Entry.Answered answer) throws SQLException {
    return EntryTable.exists(sql, run, Entry.Key.waiting(answer.path())) && !EntryTable.exists(sql, run,
        answer.key());
  }

  @Override
  public boolean cancel(RunId id) {
    Append cancellation = Append.of(new Entry.Cancelled(dev.athanor.journal.Path.ROOT, now()));
    ReadyAppend ready = ReadyAppend.of(cancellation, Set.of(), contents.files());
    return database.write("the cancellation of run " + id, sql -> {
      Optional<RunTable.Brief> found = RunTable.brief(sql, id);
      if (found.isEmpty() || found.get().state().over()) {
        return false;
      }
      RunTable.Brief run = found.get();
      if (!run.cancelled()) {
        long sequence = RunTable.advance(sql, run.number(), micros());
        insertAll(sql, run.number(), sequence - 1, ready);
      }
      RunTable.cancelled(sql, run.number(), micros());
      return true;
    });
  }

  @Override
  public Optional<Memo> memo(Hash key) {
    return database.read("memo " + key.brief() + " (tables memo, entry)", sql -> EntryTable.memo(sql, key));
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  private long micros() {
    return Micros.floor(now());
  }

  @Override
  public List<RunId> due(int limit) {
    return database.read("the runs that are due (table run)", sql -> RunTable.due(sql, micros(), limit));
  }

  @Override
  public byte[] part(Hash hash) {
    return contents.part(hash);
  }

  @Override
  public InputStream open(Payload payload) {
    return contents.open(payload);
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    return contents.store(content, mediaType, this::micros);
  }

  @Override
  public boolean delete(RunId id) {
    return database.write("the removal of run " + id, sql -> {
      Optional<RunTable.Brief> run = RunTable.brief(sql, id);
      if (run.isEmpty()) {
        return false;
      }
      if (!run.get().state().over()) {
        throw AthanorException.user("run-active", "run " + id + " is not over; cancel it before deleting it");
      }
      EntryTable.delete(sql, run.get().number());
      ContentTable.unrefer(sql, run.get().number());
      RunTable.delete(sql, run.get().number());
      return true;
    });
  }

  @Override
  public Sweep sweep(Duration grace) {
    return contents.sweep(Micros.floor(now().minus(grace)), grace);
  }

  /**
   * Looks for damage: pages, checksums of headers and entries, and all content that runs refer to. Reads everything and
   * changes nothing.
   */
  public JournalCheck check() {
    return new Inspection(database, contents).report();
  }

  @Override
  public void close() {
    database.close();
  }
}
