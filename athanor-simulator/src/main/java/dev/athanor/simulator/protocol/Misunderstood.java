package dev.athanor.simulator.protocol;

import dev.athanor.simulator.answer.Problem;

/** A request that the provider would not accept. */
public final class Misunderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** For that reason. */
  public Misunderstood(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static Misunderstood because(String message) {
    return new Misunderstood(Problem.of(Problem.Kind.REQUEST, message));
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
