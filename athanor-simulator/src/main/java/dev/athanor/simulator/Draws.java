package dev.athanor.simulator;

import dev.athanor.json.Hash;
import dev.athanor.simulator.answer.Draw;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how often the same request came; of very many it forgets those that came longest ago. Safe for use by many threads. */
final class Draws {
  private static final int MOST = 100_000;

  private final Map<Hash, Integer> seen = new LinkedHashMap<>(16, 0.75f, true);
  private final long seed;

  Draws(long seed) {
    this.seed = seed;
  }

  synchronized Draw next(Hash request) {
    int index = seen.merge(request, 1, Integer::sum) - 1;
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
    return new Draw(seed, request, index);
  }
}
