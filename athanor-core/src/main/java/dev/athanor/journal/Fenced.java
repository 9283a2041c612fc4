package dev.athanor.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;

/** Another driver has taken the run over; nothing was recorded. */
public final class Fenced extends AthanorException {
  private static final long serialVersionUID = 1L;

  /** For an append under a lease that has ended. */
  public Fenced(Lease lease) {
    super("run-fenced", Category.INTERNAL, true, "run " + lease.run()
        + " was taken over by another driver (this one, "
        + lease.owner() + ", held epoch " + lease.epoch()
        + "); nothing was recorded here, the other one goes on");
  }

  /** For an append of an entry that exists: another driver, or an answer from outside, was first. */
  public Fenced(Lease lease, Entry.Key existing) {
    super("run-fenced", Category.INTERNAL, true, "run " + lease.run() + " has its " + existing
        + " already: another driver or an answer from outside was first; nothing was recorded here");
  }
}
