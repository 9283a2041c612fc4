package dev.athanor.run;

import dev.athanor.journal.Effect;
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

  /** Waits until this thread is interrupted, which it then no longer is. */
  static void untilInterrupted() {
    until(Thread::interrupted);
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

  /** An operation that answers with its request in capitals. */
  Operation<String, String> shout(Effect effect) {
    return operation("shout-" + effect, effect, Retry.NONE, (request, _) -> request.toUpperCase(
        java.util.Locale.ROOT));
  }

  Operation<String, String> operation(String name, Effect effect, Retry retry, TextOperation.Body body) {
    return new TextOperation(name, effect, retry, (request, attempt) -> {
      counts.computeIfAbsent(request, _ -> new AtomicInteger()).incrementAndGet();
      return body.live(request, attempt);
    });
  }
}
