package dev.athanor.journal;

import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the suites of {@link JournalContract} work on, and the few words in which they speak. */
public interface JournalUnderTest {
  /** Long enough never to end in a test that does not move the clock. */
  Duration LONG = Duration.ofHours(1);
  /** An operation that answers anything. */
  Step STEP = new Step("echo", "1", Effect.PURE, content("question"));

  /** The journal, empty at the start of each test. */
  Journal journal();

  /** Its clock. */
  MovableClock clock();

  /** A small value. */
  static Content content(String text) {
    return Content.of(Merkle.of(Codec.TEXT.encode(text)));
  }

  /** The header of a run that a caller starts. */
  default RunHeader header(String id) {
    return header(id, "program", new Derivation.Fresh());
  }

  /** The header of a run. */
  default RunHeader header(String id, String program, Derivation derivation) {
    return new RunHeader(new RunId(id), program, content("input of " + id), content("manifest"), derivation,
        new Effects.Live(), Budget.UNLIMITED, true, Optional.empty(), 42, clock().instant());
  }

  /** Creates a run that nobody drives yet. */
  default RunId create(String id) {
    RunHeader header = header(id);
    if (!journal().create(header, nothing())) {
      throw new IllegalStateException("run " + id + " exists");
    }
    return header.id();
  }

  /** Creates a run and drives it. */
  default Lease drive(String id) {
    return acquire(create(id));
  }

  /** Takes a run over that nobody drives. */
  default Lease acquire(RunId id) {
    return journal().acquire(id, "test", LONG).orElseThrow();
  }

  /** Ends a run and gives it back. */
  default void end(Lease lease) {
    long last = journal().append(lease, Append.of(ended())).sequence();
    if (!journal().release(lease, RunState.RUNNING, Optional.empty(), last)) {
      throw new IllegalStateException("run " + lease.run() + " has unseen entries");
    }
  }

  /** The end of a run that did nothing. */
  default Entry ended() {
    return new Entry.Ended(Path.ROOT, new Entry.End.Done(content("output"), 0, Hash.of("")), clock()
        .instant());
  }

  /** The answer of a step. */
  default Entry.Completed completed(String path, int attempt) {
    return new Entry.Completed(new Path(path), attempt, STEP, new Result.Ok(content("answer of " + path)),
        Origin.LIVED,
        0, clock().instant(), Duration.ofNanos(1234), new Spend(7, new BigDecimal("0.0125")), Optional
            .empty());
  }

  /** A wait. */
  default Entry.Waiting waiting(String path, Optional<Instant> due) {
    return new Entry.Waiting(new Path(path), STEP, clock().instant(), due);
  }

  /** The answer of a wait. */
  default Entry.Answered answered(String path, String text) {
    return new Entry.Answered(new Path(path), new Result.Ok(content(text)), clock().instant());
  }

  /** An append of one entry with parts. */
  static Append with(Entry entry, Merkle.Part... parts) {
    return new Append(List.of(entry), List.of(parts), List.of(), Map.of());
  }

  /** An append of one entry that refers to files. */
  static Append withFiles(Entry entry, Collection<Hash> payloads) {
    return new Append(List.of(entry), List.of(), payloads, Map.of());
  }

  /** An append of one entry that may answer other runs. */
  static Append withMemo(Entry entry, Hash key) {
    return new Append(List.of(entry), List.of(), List.of(), Map.of(key, entry.path()));
  }

  /** No entries and no content. */
  static Append nothing() {
    return new Append(List.of(), List.of(), List.of(), Map.of());
  }

  /** A part that is large enough to be one. */
  static Merkle.Part part(String seed) {
    return Merkle.Part.of(("[\"" + (seed + " ").repeat(60) + "\"]").getBytes(
        java.nio.charset.StandardCharsets.UTF_8));
  }
}
