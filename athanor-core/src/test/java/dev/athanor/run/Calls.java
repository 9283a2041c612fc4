package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An outside world of text operations that counts how often each request was lived. */
final class Calls {
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** How often this request was lived. */
  int of(String request) {
    AtomicInteger count = counts.get(request);
    return count == null ? 0 : count.get();
  }

  /** How often anything was lived. */
  int total() {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** Waits until another thread of the test has come so far. */
  static void await(java.util.concurrent.CountDownLatch latch) {
    try {
      if (!latch.await(1, java.util.concurrent.TimeUnit.MINUTES)) {
        throw new AssertionError("the other thread never came so far");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Looks again and again until it is so. */
  static void until(java.util.function.BooleanSupplier so) {
    long end = System.nanoTime() + java.time.Duration.ofMinutes(1).toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never came to that");
      }
      Thread.onSpinWait();
    }
  }

  /** Waits like code that ignores interrupts. */
  static void awaitWhateverHappens(java.util.concurrent.CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // the point of this method
      }
    }
  }

  /** What an operation does when it is lived. */
  interface Body {
    String live(String request, Attempt attempt) throws Exception;
  }

  /** An operation that answers with its request in capitals. */
  Operation<String, String> shout(Effect effect) {
    return operation("shout-" + effect, effect, Retry.NONE, (request, _) -> request.toUpperCase(
        java.util.Locale.ROOT));
  }

  Operation<String, String> operation(String name, Effect effect, Retry retry, Body body) {
    return new Operation<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public Effect effect() {
        return effect;
      }

      @Override
      public Codec<String> request() {
        return Codec.TEXT;
      }

      @Override
      public Codec<String> response() {
        return Codec.TEXT;
      }

      @Override
      public Retry retry() {
        return retry;
      }

      @Override
      public String live(String request, Attempt attempt) throws Exception {
        counts.computeIfAbsent(request, _ -> new AtomicInteger()).incrementAndGet();
        return body.live(request, attempt);
      }
    };
  }
}
