package dev.athanor.simulator;

import dev.athanor.simulator.answer.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds keys to their limit. Safe for use by many threads. */
final class Rates {
  private final RateLimit limit;
  private final Map<String, Deque<Instant>> latest = new HashMap<>();

  Rates(RateLimit limit) {
    this.limit = limit;
  }

  /** Takes a place for a request; if there is none, how long until one is free. */
  synchronized Optional<Duration> take(String key, Instant now) {
    Deque<Instant> times = latest.computeIfAbsent(key, unseen -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().plus(limit.per()).isAfter(now)) {
      times.removeFirst();
    }
    if (times.size() >= limit.requests()) {
      return Optional.of(Duration.between(now, times.getFirst().plus(limit.per())));
    }
    times.addLast(now);
    return Optional.empty();
  }
}
