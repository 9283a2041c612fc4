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
  private @Nullable Thread interruptible;

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

  /** Called before a step. */
  synchronized void check() {
    if (stopped) {
      throw new Unwind("this branch was stopped");
    }
  }

  /** From here on the thread may be interrupted. */
  synchronized void enterCall() {
    check();
    interruptible = Thread.currentThread();
  }

  /** From here on it may not; clears an interrupt that came in between. */
  synchronized void leaveCall() {
    interruptible = null;
    if (stopped) {
      Thread.interrupted();
    }
  }
}
