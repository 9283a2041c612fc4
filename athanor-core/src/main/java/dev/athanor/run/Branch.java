package dev.athanor.run;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a run: the program itself, an item of a collection, a runner in a race. It can be told to stop, and then stops
 * at its next step; a call that may be cut off without harm is interrupted.
 */
final class Branch {
  private final Set<Branch> children = new HashSet<>();
  private boolean stopped;
  private @Nullable Unwind left;
  private @Nullable Thread interruptible;
  private @Nullable Runnable cancelsRun;

  /** A branch of this one. */
  Branch branch() {
    Branch child = new Branch();
    synchronized (this) {
      children.add(child);
      child.stopped = stopped;
    }
    return child;
  }

  /** A branch of this one has come to its end. */
  synchronized void ended(Branch child) {
    children.remove(child);
  }

  /** Stops this branch and all of its own. */
  void stop() {
    Set<Branch> all;
    synchronized (this) {
      stopped = true;
      if (interruptible != null) {
        interruptible.interrupt();
      }
      all = Set.copyOf(children);
    }
    all.forEach(Branch::stop);
  }

  /** The program was left on this thread; whoever goes on all the same is told again. */
  synchronized Unwind leave(Unwind reason) {
    left = reason;
    return reason;
  }

  /** Stops this branch and all of its own for good: the runs that they have called are not needed either. */
  void lose() {
    stop();
    cancelRuns();
  }

  private void cancelRuns() {
    Set<Branch> all;
    Runnable cancel;
    synchronized (this) {
      all = Set.copyOf(children);
      cancel = cancelsRun;
    }
    if (cancel != null) {
      cancel.run();
    }
    all.forEach(Branch::cancelRuns);
  }

  /** Called before a step, and before what a branch returned is believed. */
  synchronized void check() {
    if (left != null) {
      throw left;
    }
    if (stopped) {
      throw new Unwind("this branch was stopped");
    }
  }

  /** From here on the thread may be interrupted. */
  synchronized void enterCall() {
    check();
    interruptible = Thread.currentThread();
  }

  /** From here on the thread drives a run that this one has called, and that is cancelled like this. */
  synchronized void enterRun(Runnable cancel) {
    check();
    cancelsRun = cancel;
  }

  synchronized void leaveRun() {
    cancelsRun = null;
  }

  /** From here on it may not; clears an interrupt that came in between. */
  synchronized void leaveCall() {
    interruptible = null;
    if (stopped) {
      Thread.interrupted();
    }
  }
}
