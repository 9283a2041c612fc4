package dev.athanor.models.provider;

import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Requests and tokens of the latest minute. Safe for use by many threads; those who wait do so one after another. */
final class Window {
  private final Limits limits;
  private final long nanos;
  private final LongSupplier clock;
  private final Waiting waiting;
  private final java.util.concurrent.locks.ReentrantLock turn =
      new java.util.concurrent.locks.ReentrantLock(true);
  private final Deque<Place> places = new ArrayDeque<>();

  /** How time is let pass. */
  @FunctionalInterface
  interface Waiting {
    void pass(Duration time) throws InterruptedException;
  }

  Window(Limits limits, Duration length) {
    this(limits, length, System::nanoTime, Thread::sleep);
  }

  Window(Limits limits, Duration length, LongSupplier clock, Waiting waiting) {
    this.limits = limits;
    this.nanos = length.toNanos();
    this.clock = clock;
    this.waiting = waiting;
  }

  /** A question in the window. */
  static final class Place {
    private final long since;
    private volatile long tokens;

    Place(long since, long tokens) {
      this.since = since;
      this.tokens = tokens;
    }

    /** What it really took. */
    void took(long count) {
      tokens = count;
    }
  }

  /** Waits until there is room. */
  Place enter(long tokens, Duration most, ModelName model) throws InterruptedException {
    long latest = clock.getAsLong() + most.toNanos();
    turn.lockInterruptibly();
    try {
      for (Optional<Duration> wait = pause(tokens); wait.isPresent(); wait = pause(tokens)) {
        if (clock.getAsLong() + wait.get().toNanos() - latest > 0) {
          throw new StepFailed(ModelFailures.RATE,
              model + " was not asked: its limit for a minute is reached, and there is "
                  + "room again only in " + wait.get().toMillis()
                  + " ms, after the deadline; raise the limit, or ask less",
              true);
        }
        waiting.pass(wait.get());
      }
      Place place = new Place(clock.getAsLong(), tokens);
      places.add(place);
      return place;
    } finally {
      turn.unlock();
    }
  }

  private Optional<Duration> pause(long tokens) {
    long now = clock.getAsLong();
    places.removeIf(place -> now - place.since >= nanos);
    boolean full = limits.requestsPerMinute().filter(most -> places.size() >= most).isPresent();
    long taken = places.stream().mapToLong(place -> place.tokens).sum();
    // One question that is larger than the limit goes alone.
    boolean heavy = limits.tokensPerMinute().filter(most -> taken > 0 && taken + tokens > most).isPresent();
    return full || heavy ? Optional.of(Duration.ofNanos(places.getFirst().since + nanos - now))
        : Optional.empty();
  }
}
