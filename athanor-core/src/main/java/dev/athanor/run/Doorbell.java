package dev.athanor.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait in this process when something was written that they may be waiting for. */
final class Doorbell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long times;

  void ring() {
    lock.lock();
    try {
      times++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the bell rings, but no longer than this. */
  void await(Duration most) {
    lock.lock();
    try {
      long before = times;
      long left = most.toNanos();
      while (times == before && left > 0) {
        left = rung.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
