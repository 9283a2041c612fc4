package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A strand that a scope of the program has given out; whichever thread comes first carries it out. */
final class GivenStrand implements Strand {
  private final Execution execution;
  private final Path path;
  private final Account account;
  private final Branch around;
  private final Branch own;
  private final AtomicBoolean taken = new AtomicBoolean();

  GivenStrand(Execution execution, Path path, Account account, Branch around) {
    this.execution = execution;
    this.path = path;
    this.account = account;
    this.around = around;
    this.own = around.strand();
  }

  @Override
  public void carryOut(Consumer<Run> body) {
    if (!taken.compareAndSet(false, true)) {
      throw AthanorException.user("strand-over", "the strand \"" + path
          + "\" was carried out or abandoned before; give out another one for every task");
    }
    try {
      var _ = own.joined(() -> {
        body.accept(new ScopedRun(execution, path, account, own));
        return true;
      });
    } catch (Unwind e) {
      // Who gave the strand out knows already; the thread's owner would only be irritated.
    } finally {
      around.ended(own);
    }
  }

  @Override
  public void abandon() {
    if (taken.compareAndSet(false, true)) {
      around.ended(own);
    }
  }
}
