package dev.athanor.knowledge.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Works through items in one other thread, a few ahead of whoever takes the results, and gives them in the order of the
 * items. No more than a few results wait at any time, however many items there are.
 */
final class Ahead<T, R> implements AutoCloseable {

  private static final int FEW = 3;

  private final Iterator<T> items;
  private final Function<T, R> work;
  private final Deque<Future<R>> started = new ArrayDeque<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(
      "reads documents").factory());

  Ahead(Iterable<T> items, Function<T, R> work) {
    this.items = items.iterator();
    this.work = work;
  }

  boolean hasNext() {
    return !started.isEmpty() || items.hasNext();
  }

  R next() {
    while (started.size() < FEW && items.hasNext()) {
      T item = items.next();
      started.add(thread.submit(() -> work.apply(item)));
    }
    return SyncFailures.result(started.remove());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
