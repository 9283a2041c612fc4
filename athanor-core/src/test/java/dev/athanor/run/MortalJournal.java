package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Appended;
import dev.athanor.journal.Entry;
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
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One process's access to a journal, which ends at a chosen write as if the process were killed: just before the write is
 * durable, or just after. From then on nothing reaches the journal and nothing comes back.
 */
public class MortalJournal implements Journal {
  private final Journal journal;
  private final int last;
  private final boolean durable;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean dead;

  /** Dies at the write of this number, counted from 1, after it is durable or before. */
  public MortalJournal(Journal journal, int last, boolean durable) {
    this.journal = journal;
    this.last = last;
    this.durable = durable;
  }

  /** Never dies, and counts. */
  public static MortalJournal immortal(Journal journal) {
    return new MortalJournal(journal, Integer.MAX_VALUE, true);
  }

  /** How many writes there were. */
  public int writes() {
    return writes.get();
  }

  boolean dead() {
    return dead;
  }

  /** The process is killed now, whatever it does. */
  void kill() {
    dead = true;
  }

  private static AthanorException killed() {
    return AthanorException.data("killed", "the process was killed");
  }

  private <T> T alive(Supplier<T> call) {
    if (dead) {
      throw killed();
    }
    return call.get();
  }

  private <T> T write(Supplier<T> call) {
    synchronized (writes) {
      if (dead) {
        throw killed();
      }
      if (writes.incrementAndGet() == last) {
        return atTheLast(call);
      }
      return call.get();
    }
  }

  /** What happens at the last write. */
  <T> T atTheLast(Supplier<T> write) {
    dead = true;
    if (durable) {
      var _ = write.get();
    }
    throw killed();
  }

  @Override
  public boolean create(RunHeader header, Append prefix) {
    return write(() -> journal.create(header, prefix));
  }

  @Override
  public Optional<RunRecord> find(RunId id) {
    return alive(() -> journal.find(id));
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    return alive(() -> journal.runs(query));
  }

  @Override
  public List<Stamped> entries(RunId id, long after) {
    return alive(() -> journal.entries(id, after));
  }

  @Override
  public Optional<Lease> acquire(RunId id, String owner, Duration life) {
    return alive(() -> journal.acquire(id, owner, life));
  }

  @Override
  public boolean renew(Lease lease, Duration life) {
    return alive(() -> journal.renew(lease, life));
  }

  @Override
  public boolean release(Lease lease, RunState state, Optional<Instant> due, long seen) {
    return write(() -> journal.release(lease, state, due, seen));
  }

  @Override
  public Appended append(Lease lease, Append append) {
    return write(() -> journal.append(lease, append));
  }

  @Override
  public boolean answer(RunId id, Entry.Answered answer, Append content) {
    return write(() -> journal.answer(id, answer, content));
  }

  @Override
  public boolean cancel(RunId id) {
    return write(() -> journal.cancel(id));
  }

  @Override
  public Optional<Memo> memo(Hash key) {
    return alive(() -> journal.memo(key));
  }

  @Override
  public Instant now() {
    return journal.now();
  }

  @Override
  public List<RunId> due(int limit) {
    return alive(() -> journal.due(limit));
  }

  @Override
  public byte[] part(Hash hash) {
    return alive(() -> journal.part(hash));
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    return alive(() -> journal.store(content, mediaType));
  }

  @Override
  public InputStream open(Payload payload) {
    return alive(() -> journal.open(payload));
  }

  @Override
  public boolean delete(RunId id) {
    return alive(() -> journal.delete(id));
  }

  @Override
  public Sweep sweep(Duration grace) {
    return alive(() -> journal.sweep(grace));
  }

  @Override
  public void close() {}
}
