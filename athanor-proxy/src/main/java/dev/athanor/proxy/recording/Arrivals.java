package dev.athanor.proxy.recording;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Requests in the order they come. Anybody may add; the run takes. */
final class Arrivals implements Iterator<Exchange> {
  private final LinkedBlockingQueue<Optional<Exchange>> queue = new LinkedBlockingQueue<>();
  private boolean closed;
  /** Owned by the thread that takes. */
  private @Nullable Exchange next;

  /** Adds one; false if no more are taken. */
  synchronized boolean add(Exchange exchange) {
    return !closed && queue.add(Optional.of(exchange));
  }

  /** No more come; those that have come are taken. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      queue.add(Optional.empty());
    }
  }

  /** The run was left: those that have come get no answer. */
  void abandon() {
    close();
    queue.forEach(exchange -> exchange.ifPresent(Exchange::left));
  }

  @Override
  public boolean hasNext() {
    boolean interrupted = false;
    try {
      while (next == null) {
        try {
          Optional<Exchange> taken = queue.take();
          if (taken.isEmpty()) {
            queue.add(taken);
            return false;
          }
          next = taken.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Exchange next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Exchange taken = next;
    next = null;
    return taken;
  }
}
