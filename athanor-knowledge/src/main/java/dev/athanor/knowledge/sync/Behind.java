package dev.athanor.knowledge.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does one piece of work after the other in one other thread, at most one behind whoever gives them. What a piece throws is
 * thrown when the next one is given, or when it is waited for.
 */
final class Behind implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("writes documents").factory());
  private Future<?> last = CompletableFuture.completedFuture(null);

  /** Begins this as soon as what was given before is done. */
  void begin(Runnable work) {
    await();
    last = thread.submit(work);
  }

  /** Waits until all that was given is done. */
  void await() {
    SyncFailures.result(last);
  }

  /** What has begun comes to its end. */
  @Override
  public void close() {
    thread.close();
  }
}
