package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The parts of one execution, put together: what a {@link ScopedRun} hands its program's questions to. */
final class Execution {
  private final Drive drive;
  private final Steps steps;
  private final Waits waits;
  private final Nested nested;
  private final Fan fan;
  private final Map<Path, Object> continuations = new ConcurrentSkipListMap<>();

  Execution(Drive drive, Reuse reuse, Nested.Children children, Doorbell doorbell, Limits limits) {
    this.drive = drive;
    this.steps = new Steps(drive, reuse);
    this.waits = new Waits(drive, steps, reuse, doorbell, limits.patience());
    this.nested = new Nested(drive, steps, reuse, children);
    this.fan = new Fan(this, limits.branches());
  }

  Drive drive() {
    return drive;
  }

  Steps steps() {
    return steps;
  }

  Waits waits() {
    return waits;
  }

  Nested nested() {
    return nested;
  }

  Fan fan() {
    return fan;
  }

  /** The account of a scope; the one around it if it has no limits of its own. */
  Account account(Account around, Budget budget, Path scope) {
    if (budget.equals(Budget.UNLIMITED)) {
      return around;
    }
    Sum before =
        drive.script().map(script -> Sum.of(script.journal(), drive.header.id(), drive.past.before(scope)))
            .orElse(Sum.NOTHING);
    return around.inside(budget, scope, before);
  }

  /** The program wants to go on as a new run with this input; it says so in this scope. */
  void continueAs(Path scope, Object input) {
    continuations.put(scope, input);
  }

  /** With what the program goes on as a new run; what a branch wished that lost its race does not matter. */
  Optional<Object> continuation() {
    return continuations.entrySet().stream().filter(wish -> !drive.isLost(wish.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
