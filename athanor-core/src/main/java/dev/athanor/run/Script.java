package dev.athanor.run;

import dev.athanor.journal.Append;
import dev.athanor.journal.Appended;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what a drive does into the journal, under the drive's lease. Safe for use by several threads. */
final class Script {
  private final Journal journal;
  private final Lease lease;
  private final Past past;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  Script(Journal journal, Lease lease, Past past, long seen) {
    this.journal = journal;
    this.lease = lease;
    this.past = past;
    this.seen.set(seen);
    this.read.set(seen);
  }

  Journal journal() {
    return journal;
  }

  Lease lease() {
    return lease;
  }

  /** The last sequence number that this drive knows to be committed. */
  long seen() {
    return seen.get();
  }

  /** Writes one entry that refers to nothing. */
  void write(Entry entry) {
    write(entry, List.of(), List.of(), Map.of());
  }

  /** Writes one entry with the content that it refers to. */
  void write(Entry entry, Collection<Merkle.Part> parts, Collection<Hash> payloads, Map<Hash,
      dev.athanor.journal.Path> memos) {
    Appended appended = journal.append(lease, new Append(List.of(entry), parts, payloads, memos));
    seen.accumulateAndGet(appended.sequence(), Math::max);
    if (appended.cancelled()) {
      past.cancel();
    }
  }

  /** Takes in what others have written to this run: answers, cancellations. */
  synchronized void catchUp() {
    List<Stamped> news = journal.entries(lease.run(), read.get());
    past.add(news);
    if (!news.isEmpty()) {
      read.set(news.getLast().sequence());
      seen.accumulateAndGet(read.get(), Math::max);
    }
  }

  /** Up to where the record was read without a gap: what others wrote after this is not known here. */
  long read() {
    return read.get();
  }
}
