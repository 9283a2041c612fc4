package dev.athanor.run;

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

/** Another journal with something changed. */
class DelegatingJournal implements Journal {
  private final Journal journal;

  DelegatingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public boolean create(RunHeader header, Append prefix) {
    return journal.create(header, prefix);
  }

  @Override
  public Optional<RunRecord> find(RunId id) {
    return journal.find(id);
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    return journal.runs(query);
  }

  @Override
  public List<Stamped> entries(RunId id, long after) {
    return journal.entries(id, after);
  }

  @Override
  public Optional<Lease> acquire(RunId id, String owner, Duration life) {
    return journal.acquire(id, owner, life);
  }

  @Override
  public boolean renew(Lease lease, Duration life) {
    return journal.renew(lease, life);
  }

  @Override
  public boolean release(Lease lease, RunState state, Optional<Instant> due, long seen) {
    return journal.release(lease, state, due, seen);
  }

  @Override
  public Appended append(Lease lease, Append append) {
    return journal.append(lease, append);
  }

  @Override
  public boolean answer(RunId id, Entry.Answered answer, Append content) {
    return journal.answer(id, answer, content);
  }

  @Override
  public boolean cancel(RunId id) {
    return journal.cancel(id);
  }

  @Override
  public Optional<Memo> memo(Hash key) {
    return journal.memo(key);
  }

  @Override
  public Instant now() {
    return journal.now();
  }

  @Override
  public List<RunId> due(int limit) {
    return journal.due(limit);
  }

  @Override
  public byte[] part(Hash hash) {
    return journal.part(hash);
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    return journal.store(content, mediaType);
  }

  @Override
  public InputStream open(Payload payload) {
    return journal.open(payload);
  }

  @Override
  public boolean delete(RunId id) {
    return journal.delete(id);
  }

  @Override
  public Sweep sweep(Duration grace) {
    return journal.sweep(grace);
  }

  @Override
  public void close() {}
}
