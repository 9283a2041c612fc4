package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a run or scope has spent of its budget. It begins with what the record says was lived in it, all at once: a branch that
 * is executed again must not live something new before another has come to its own records. A step reserves in its own account and in all around it before it is lived,
 * and settles afterwards; around the account of a called run stand those of its caller. The outermost account is the
 * lock of all.
 */
final class Account {
  private static final String SHORTER = "ask for less: a shorter request, or a shorter answer";

  private final Budget budget;
  private final @Nullable Account around;
  private final Path scope;
  private final Object lock;
  private final long began = System.nanoTime();
  private long steps;
  private Spend spent = Spend.NONE;
  private Duration recorded = Duration.ZERO;

  Account(Budget budget, Path scope) {
    this.budget = budget;
    this.scope = scope;
    this.around = null;
    this.lock = new Object();
  }

  private Account(Budget budget, Path scope, Account around) {
    this.budget = budget;
    this.scope = scope;
    this.around = around;
    this.lock = around.lock;
  }

  /** The account of a run that nobody called. */
  static Account outermost() {
    return new Account(Budget.UNLIMITED, Path.ROOT);
  }

  /** The account of a scope inside this one, which has what the scope has done before; the accounts around have it already. */
  Account inside(Budget more, Path path, Sum before) {
    Account account = new Account(more, path, this);
    account.count(before.lived(), before.spend(), before.lasted());
    return account;
  }

  /** The account of a run that draws on this one. */
  Account ofRun(Budget own) {
    return new Account(own, Path.ROOT, this);
  }

  /** Whether anybody asks what was spent here. */
  boolean limited() {
    for (Account account = this; account != null; account = account.around) {
      if (!account.budget.equals(Budget.UNLIMITED)) {
        return true;
      }
    }
    return false;
  }

  /** Reserves a step, or says which limit forbids it. */
  Optional<Failure> reserve(Spend estimate) {
    synchronized (lock) {
      for (Account account = this; account != null; account = account.around) {
        Optional<String> limit = account.forbids(estimate);
        if (limit.isPresent()) {
          String where = account.scope.value().isEmpty() ? "the run" : "scope " + account.scope;
          return Optional.of(new Failure(Failure.BUDGET, "the budget of " + where + " allows no more: "
              + limit.get(), false));
        }
      }
      charge(1, estimate, Duration.ZERO);
      return Optional.empty();
    }
  }

  private Optional<String> forbids(Spend estimate) {
    Spend then = spent.plus(estimate);
    if (budget.steps().isPresent() && steps >= budget.steps().getAsLong()) {
      return Optional.of(steps + " of " + budget.steps().getAsLong()
          + " steps are lived; raise the budget's steps, or take fewer");
    }
    if (budget.tokens().isPresent() && passes(spent.tokens(), then.tokens(), budget.tokens().getAsLong())) {
      return Optional.of(spent.tokens() + " of " + budget.tokens().getAsLong()
          + " tokens are spent and this step may take "
          + estimate.tokens() + "; raise the budget's tokens, or " + SHORTER);
    }
    if (budget.dollars().isPresent() && (then.dollars().compareTo(budget.dollars().get()) > 0
        || spent.dollars().compareTo(budget.dollars().get()) >= 0)) {
      return Optional.of("$" + spent.dollars().toPlainString() + " of $" + budget.dollars().get()
          .toPlainString()
          + " are spent and this step may cost $" + estimate.dollars().toPlainString()
          + "; raise the budget's dollars, or " + SHORTER);
    }
    return left().filter(left -> !left.isPositive())
        .map(_ -> "its time of " + budget.time().orElse(Duration.ZERO) + " is over; raise the budget's time");
  }

  private static boolean passes(long spent, long then, long limit) {
    return then > limit || spent >= limit;
  }

  /** Replaces a reservation by what was really spent. */
  void settle(Spend estimate, Spend actual) {
    synchronized (lock) {
      for (Account account = this; account != null; account = account.around) {
        account.spent = new Spend(account.spent.tokens() - estimate.tokens() + actual.tokens(),
            account.spent.dollars().subtract(estimate.dollars()).add(actual.dollars()));
      }
    }
  }

  /** Counts what was lived, whether or not it is allowed: an earlier drive did it. */
  void charge(long lived, Spend actual, Duration lasted) {
    synchronized (lock) {
      for (Account account = this; account != null; account = account.around) {
        account.count(lived, actual, lasted);
      }
    }
  }

  private void count(long lived, Spend actual, Duration lasted) {
    steps += lived;
    spent = spent.plus(actual);
    recorded = recorded.plus(lasted);
  }

  /** Takes all of this back from the accounts around: the run is executed anew, and counts its record again. */
  void withdraw() {
    synchronized (lock) {
      for (Account account = around; account != null; account = account.around) {
        account.steps -= steps;
        account.spent =
            new Spend(account.spent.tokens() - spent.tokens(), account.spent.dollars().subtract(spent
                .dollars()));
        account.recorded = account.recorded.minus(recorded);
      }
    }
  }

  /** How much time is left, if it is limited: the least of this account's and of those around it. */
  Optional<Duration> timeLeft() {
    synchronized (lock) {
      Optional<Duration> least = Optional.empty();
      for (Account account = this; account != null; account = account.around) {
        Optional<Duration> left = account.left();
        if (left.isPresent() && (least.isEmpty() || left.get().compareTo(least.get()) < 0)) {
          least = left;
        }
      }
      return least;
    }
  }

  private Optional<Duration> left() {
    return budget.time().map(time -> time.minus(recorded).minusNanos(System.nanoTime() - began));
  }

  /** What a run called from here may spend. */
  Budget remaining() {
    synchronized (lock) {
      OptionalLong leftSteps = OptionalLong.empty();
      OptionalLong leftTokens = OptionalLong.empty();
      Optional<BigDecimal> leftDollars = Optional.empty();
      OptionalInt leftDepth = OptionalInt.empty();
      for (Account account = this; account != null; account = account.around) {
        Account each = account;
        leftSteps = least(leftSteps, map(account.budget.steps(), limit -> limit - each.steps));
        leftTokens = least(leftTokens, map(account.budget.tokens(), limit -> limit - each.spent.tokens()));
        Optional<BigDecimal> dollars = account.budget.dollars().map(limit -> limit.subtract(each.spent
            .dollars()));
        leftDollars = leftDollars.isPresent() && dollars.isPresent()
            ? Optional.of(leftDollars.get().min(dollars.get()))
            : leftDollars.or(() -> dollars);
        if (account.budget.depth().isPresent()) {
          leftDepth = OptionalInt.of(Math.min(leftDepth.orElse(Integer.MAX_VALUE), account.budget.depth()
              .getAsInt()));
        }
      }
      return new Budget(leftSteps, leftTokens, leftDollars, timeLeft(), leftDepth);
    }
  }

  private static OptionalLong map(OptionalLong value, java.util.function.LongUnaryOperator function) {
    return value.isPresent() ? OptionalLong.of(Math.max(0, function.applyAsLong(value.getAsLong()))) : value;
  }

  private static OptionalLong least(OptionalLong one, OptionalLong other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
  }

  /** Whether a run may be called at this depth. */
  Optional<Failure> allowsDepth(int depth) {
    for (Account account = this; account != null; account = account.around) {
      if (account.budget.depth().isPresent() && depth > account.budget.depth().getAsInt()) {
        return Optional.of(new Failure(Failure.BUDGET, "the budget allows runs nested " + account.budget
            .depth().getAsInt()
            + " deep, this one would be at depth " + depth, false));
      }
    }
    return Optional.empty();
  }
}
