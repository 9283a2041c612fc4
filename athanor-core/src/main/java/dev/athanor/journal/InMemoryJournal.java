package dev.athanor.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A journal that ends with the process: the reference for the others, and for tests. One lock guards everything. */
public final class InMemoryJournal implements Journal {
  private final InstantSource clock;
  private final Map<RunId, Run> runs = new LinkedHashMap<>();
  private final Map<Hash, Stored> contents = new HashMap<>();
  private final Map<Hash, Memo> memos = new HashMap<>();
  /** Rises over all runs, so that the driver of a deleted run is no driver of its namesake. */
  private long epoch;

  /** A journal on this clock. */
  public InMemoryJournal(InstantSource clock) {
    this.clock = clock;
  }

  /** A journal on the system's clock. */
  public InMemoryJournal() {
    this(InstantSource.system());
  }

  @SuppressWarnings("ArrayRecordComponent") // equal by hash; the bytes are never changed
  private record Stored(byte[] bytes, Instant since) {}

  private static final class Run {
    final RunHeader header;
    final Set<Hash> memos = new HashSet<>();
    final List<Stamped> entries = new ArrayList<>();
    final Set<Entry.Key> keys = new HashSet<>();
    final Set<Hash> references = new HashSet<>();
    RunState state = RunState.RUNNING;
    Instant updated;
    long epoch;
    @Nullable
    Instant leasedUntil;
    @Nullable
    Instant due;

    Run(RunHeader header, Instant now) {
      this.header = header;
      this.updated = now;
    }

    long last() {
      return entries.isEmpty() ? 0 : entries.getLast().sequence();
    }

    boolean leased(Instant now) {
      return leasedUntil != null && leasedUntil.isAfter(now);
    }
  }

  @Override
  public synchronized boolean create(RunHeader header, Append prefix) {
    if (runs.containsKey(header.id())) {
      return false;
    }
    requireStored(prefix.payloads());
    Run run = new Run(header, now());
    runs.put(header.id(), run);
    header.derivation().source().map(runs::get)
        .ifPresent(source -> run.references.addAll(source.references));
    add(run, prefix);
    return true;
  }

  @Override
  public synchronized Optional<RunRecord> find(RunId id) {
    return Optional.ofNullable(runs.get(id)).map(InMemoryJournal::record);
  }

  @Override
  public synchronized List<RunRecord> runs(RunQuery query) {
    Comparator<RunRecord> newest = Comparator.comparing((RunRecord run) -> run.header().created()).reversed();
    return runs.values().stream().map(InMemoryJournal::record)
        .filter(run -> query.program().map(run.header().program()::equals).orElse(true))
        .filter(run -> query.state().map(run.state()::equals).orElse(true))
        .filter(run -> !query.topLevel() || !(run.header().derivation() instanceof Derivation.Nested))
        .sorted(newest.thenComparing(RunRecord::id)).limit(query.limit()).toList();
  }

  private static RunRecord record(Run run) {
    return new RunRecord(run.header, run.state, run.updated, run.entries.size());
  }

  @Override
  public synchronized List<Stamped> entries(RunId id, long after) {
    Run run = runs.get(id);
    return run == null ? List.of() : run.entries.stream().filter(entry -> entry.sequence() > after).toList();
  }

  @Override
  public synchronized Optional<Lease> acquire(RunId id, String owner, Duration life) {
    Run run = runs.get(id);
    if (run == null || run.leased(now())) {
      return Optional.empty();
    }
    run.epoch = ++epoch;
    run.leasedUntil = now().plus(life);
    if (!run.state.over()) {
      run.state = RunState.RUNNING;
    }
    return Optional.of(new Lease(id, owner, run.epoch));
  }

  @Override
  public synchronized boolean renew(Lease lease, Duration life) {
    Run run = runs.get(lease.run());
    if (run == null || run.epoch != lease.epoch()) {
      return false;
    }
    run.leasedUntil = now().plus(life);
    return true;
  }

  @Override
  public synchronized boolean release(Lease lease, RunState state, Optional<Instant> due, long seen) {
    Run run = held(lease);
    if (run.last() > seen) {
      return false;
    }
    run.epoch = ++epoch;
    run.leasedUntil = null;
    run.due = due.orElse(null);
    if (!run.state.over()) {
      run.state = state;
    }
    return true;
  }

  @Override
  public synchronized Appended append(Lease lease, Append append) {
    Run run = held(lease);
    for (Entry entry : append.entries()) {
      if (run.keys.contains(entry.key())) {
        throw new Fenced(lease, entry.key());
      }
    }
    requireStored(append.payloads());
    add(run, append);
    return new Appended(run.last(), run.keys.contains(Entry.Key.CANCELLED));
  }

  private Run held(Lease lease) {
    Run run = runs.get(lease.run());
    if (run == null || run.epoch != lease.epoch()) {
      throw new Fenced(lease);
    }
    return run;
  }

  private void add(Run run, Append append) {
    for (Merkle.Part part : append.parts()) {
      contents.computeIfAbsent(part.hash(), _ -> new Stored(part.content(), now()));
      run.references.add(part.hash());
    }
    run.references.addAll(append.payloads());
    for (Entry entry : append.entries()) {
      run.keys.add(entry.key());
      run.entries.add(new Stamped(run.last() + 1, entry));
      if (entry instanceof Entry.Ended(_, var end, _)) {
        run.state = RunState.after(end);
      }
    }
    append.memoised().forEach((key, completed) -> {
      if (memos.putIfAbsent(key, new Memo(run.header.id(), completed)) == null) {
        run.memos.add(key);
      }
    });
    run.updated = now();
  }

  private void requireStored(Collection<Hash> payloads) {
    for (Hash hash : payloads) {
      if (!contents.containsKey(hash)) {
        throw missing(hash);
      }
    }
  }

  private static AthanorException missing(Hash hash) {
    return AthanorException.data("content-missing", "content " + hash.brief() + " is not in this journal");
  }

  @Override
  public synchronized boolean answer(RunId id, Entry.Answered answer, Append content) {
    Run run = runs.get(id);
    if (run == null || run.state.over() || run.keys.contains(answer.key())
        || !run.keys.contains(Entry.Key.waiting(answer.path()))) {
      return false;
    }
    add(run, new Append(List.of(answer), content.parts(), content.payloads(), Map.of()));
    run.due = now();
    return true;
  }

  @Override
  public synchronized boolean cancel(RunId id) {
    Run run = runs.get(id);
    if (run == null || run.state.over()) {
      return false;
    }
    if (!run.keys.contains(Entry.Key.CANCELLED)) {
      add(run, Append.of(new Entry.Cancelled(Path.ROOT, now())));
    }
    run.due = now();
    return true;
  }

  @Override
  public synchronized Optional<Memo> memo(Hash key) {
    return Optional.ofNullable(memos.get(key));
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public synchronized List<RunId> due(int limit) {
    Instant now = now();
    return runs.values().stream()
        .filter(run -> !run.state.over() && !run.leased(now))
        .filter(run -> run.state == RunState.RUNNING || (run.due != null && !run.due.isAfter(now)))
        .map(run -> run.header.id()).limit(limit).toList();
  }

  @Override
  public synchronized byte[] part(Hash hash) {
    Stored stored = contents.get(hash);
    if (stored == null) {
      throw missing(hash);
    }
    return stored.bytes().clone();
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    try {
      byte[] bytes = content.readAllBytes();
      Hash hash = Hash.of(bytes);
      synchronized (this) {
        // A file that is stored again has its whole grace period before it again.
        contents.put(hash, new Stored(bytes, now()));
      }
      return new Payload(hash, bytes.length, mediaType);
    } catch (IOException e) {
      throw new UncheckedIOException("the file could not be read to its end", e);
    }
  }

  @Override
  public InputStream open(Payload payload) {
    return new ByteArrayInputStream(part(payload.hash()));
  }

  @Override
  public synchronized boolean delete(RunId id) {
    Run run = runs.get(id);
    if (run == null) {
      return false;
    }
    if (!run.state.over()) {
      throw AthanorException.user("run-active", "run " + id + " is not over; cancel it before deleting it");
    }
    runs.remove(id);
    run.memos.forEach(memos::remove);
    return true;
  }

  @Override
  public synchronized Sweep sweep(Duration grace) {
    Set<Hash> needed = new HashSet<>();
    runs.values().forEach(run -> needed.addAll(run.references));
    Instant limit = now().minus(grace);
    List<Hash> unneeded = contents.entrySet().stream()
        .filter(content -> !needed.contains(content.getKey()) && !content.getValue().since().isAfter(limit))
        .map(Map.Entry::getKey).toList();
    long bytes = 0;
    for (Hash hash : unneeded) {
      Stored removed = contents.remove(hash);
      bytes += removed == null ? 0 : removed.bytes().length;
    }
    return new Sweep(unneeded.size(), bytes);
  }

  @Override
  public void close() {}
}
