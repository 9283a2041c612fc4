package dev.athanor.simulator;

import dev.athanor.json.Hash;
import dev.athanor.simulator.answer.Draw;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the same request came. Safe for use by many threads. */
final class Draws {
  private final Map<Hash, AtomicInteger> seen = new ConcurrentHashMap<>();
  private final long seed;

  Draws(long seed) {
    this.seed = seed;
  }

  Draw next(Hash request) {
    return new Draw(seed, request,
        seen.computeIfAbsent(request, hash -> new AtomicInteger()).getAndIncrement());
  }
}
