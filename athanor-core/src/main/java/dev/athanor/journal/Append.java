package dev.athanor.journal;

import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is appended to a run at once: all of it or nothing.
 *
 * @param entries the facts; no two of the same {@link Entry.Key}
 * @param parts content that they refer to; a part that is already stored costs nothing
 * @param payloads files that they refer to, stored before by {@link Journal#store}
 * @param memos under which keys a {@link Entry.Completed} of this append may answer other runs, by its path
 */
public record Append(List<Entry> entries, Collection<Merkle.Part> parts, Collection<Hash> payloads,
    Map<Hash, Path> memos) {
  /** Copies, and checks that entries differ and memos have their entry. */
  public Append {
    entries = List.copyOf(entries);
    parts = List.copyOf(parts);
    payloads = List.copyOf(payloads);
    memos = Map.copyOf(memos);
    if (entries.size() > 1) {
      requireDifferent(entries);
    }
    for (Path path : memos.values()) {
      completed(entries, path);
    }
  }

  private static void requireDifferent(List<Entry> entries) {
    Set<Entry.Key> keys = new HashSet<>();
    for (Entry entry : entries) {
      if (!keys.add(entry.key())) {
        throw new IllegalArgumentException("an append holds " + entry.key() + " twice");
      }
    }
  }

  private static Entry.Completed completed(List<Entry> entries, Path path) {
    for (Entry entry : entries) {
      if (entry instanceof Entry.Completed completed && completed.path().equals(path)) {
        return completed;
      }
    }
    throw new IllegalArgumentException("a memo names " + path + ", which this append does not complete");
  }

  /** The entries that may answer other runs, by key. */
  public Map<Hash, Entry.Completed> memoised() {
    return memos.isEmpty()
        ? Map.of()
        : memos.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, memo -> completed(entries,
            memo
                .getValue())));
  }

  /** One entry that refers to nothing. */
  public static Append of(Entry entry) {
    return new Append(List.of(entry), List.of(), List.of(), Map.of());
  }
}
