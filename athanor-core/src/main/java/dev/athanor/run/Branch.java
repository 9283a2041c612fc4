package dev.athanor.run;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a run: the program itself, an item of a collection, a runner in a race. It can be told to stop, and then stops
 * at its next step; a call that may be cut off without harm is interrupted.
 */
final class Branch {
  private final Set<Branch> children = new HashSet<>();
  private final Set<Branch> strands = new HashSet<>();
  /** Who has given this branch to another thread, and has to be left where it is. */
  private final @Nullable Branch giver;
  private boolean stopped;
  private @Nullable Unwind left;
  /** Whether the thread itself has been told that the program was left: here, or in a strand that it has given out. */
  private boolean told;
  private @Nullable Thread interruptible;
  private @Nullable Runnable cancelsRun;

  Branch() {
    this(null);
  }

  private Branch(@Nullable Branch giver) {
    this.giver = giver;
  }

  /** A branch of this one. */
  Branch branch() {
    return added(new Branch());
  }

  /** A branch that a thread of somebody else's will carry out. */
  Branch strand() {
    Branch strand = added(new Branch(this));
    synchronized (this) {
      strands.add(strand);
    }
    return strand;
  }

  private Branch added(Branch child) {
    synchronized (this) {
      children.add(child);
      child.stopped = stopped;
    }
    return child;
  }

  /** A branch of this one has come to its end. */
  synchronized void ended(Branch child) {
    children.remove(child);
    strands.remove(child);
    notifyAll();
  }

  /** Does it, and waits until the strands that it has given out have come to their end, however it came out. */
  <T> T joined(Supplier<T> body) {
    try {
      return body.get();
    } finally {
      joinStrands();
    }
  }

  private synchronized void joinStrands() {
    boolean interrupted = false;
    while (!strands.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) { // kept for later: a stop reaches the strands, and they end
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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
  Unwind leave(Unwind reason) {
    synchronized (this) {
      told = true;
    }
    leftBy(reason);
    return reason;
  }

  private void leftBy(Unwind reason) {
    synchronized (this) {
      left = reason;
    }
    if (giver != null) {
      giver.leftBy(reason);
    }
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
      told = true;
      throw left;
    }
    checkStopped();
  }

  /** Called before a strand is given out: one strand that was left keeps no other from coming to its end. */
  synchronized void checkTold() {
    if (told) {
      check();
    }
    checkStopped();
  }

  /** Called when a call is over: what has left a strand meanwhile does not undo it. */
  synchronized void checkStopped() {
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
