package dev.athanor.store.journal;

import dev.athanor.journal.Lease;
import dev.athanor.json.Hash;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which content each driven run is known to refer to already, so that the thirtieth request of a conversation does not
 * write its first twenty-nine messages again. Only what was committed under a lease that still holds may be here: no sweep
 * takes content away that a run refers to.
 */
final class KnownContent {
  private static final int MOST_RUNS = 1000;
  private static final int MOST_OF_A_RUN = 20_000;

  /** Guarded by this. */
  private final Map<Lease, Set<Hash>> byLease = new LinkedHashMap<>(64, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Lease, Set<Hash>> eldest) {
      return size() > MOST_RUNS;
    }
  };

  /** What is known; may be asked while others add to it. */
  synchronized Set<Hash> of(Lease lease) {
    return byLease.computeIfAbsent(lease, _ -> ConcurrentHashMap.newKeySet());
  }

  /** Content that an append under this lease has just committed. */
  void add(Lease lease, Collection<Hash> committed) {
    if (!committed.isEmpty()) {
      Set<Hash> known = of(lease);
      if (known.size() + committed.size() <= MOST_OF_A_RUN) {
        known.addAll(committed);
      }
    }
  }

  /** The lease has ended. */
  synchronized void forget(Lease lease) {
    byLease.remove(lease);
  }
}
