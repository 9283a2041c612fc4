package dev.athanor.journal;

import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is appended to a run at once: all of it or nothing.
 *
 * @param entries the facts
 * @param parts content that they refer to; a part that is already stored costs nothing
 * @param payloads files that they refer to, stored before by {@link Journal#store}
 * @param memos under which keys an entry of this append may answer other runs, by path
 */
public record Append(List<Entry> entries, Collection<Merkle.Part> parts, Collection<Hash> payloads,
    Map<Hash, Path> memos) {
  /** Copies. */
  public Append {
    entries = List.copyOf(entries);
    parts = List.copyOf(parts);
    payloads = List.copyOf(payloads);
    memos = Map.copyOf(memos);
  }

  /** One entry that refers to nothing. */
  public static Append of(Entry entry) {
    return new Append(List.of(entry), List.of(), List.of(), Map.of());
  }
}
