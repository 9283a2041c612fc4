package dev.athanor.run;

import dev.athanor.journal.Effect;
import java.util.List;

/**
 * One thing that a program does, as data: what {@link RandomActs} makes up and {@link ActedProgram} does. Of everything
 * that can fail it is said whether the program catches the failure.
 */
public sealed interface Act {
  /** What an operation does when it is lived. */
  enum Manner {
    /** Answers. */
    ANSWERS,
    /** Answers after it has streamed a little. */
    STREAMS,
    /** Fails the first time, and then answers. */
    STUMBLES,
    /** Fails, whenever it is tried again. */
    KEEPS_FAILING,
    /** Fails at once for good. */
    FAILS
  }

  /**
   * A step.
   *
   * @param id is in its request, so that the step is known again
   * @param name is shared with other steps, so that ordinals matter
   */
  record Ask(int id, String name, Effect effect, Manner manner, boolean caught) implements Act {}

  /** A scope, with a budget of steps or without. */
  record Scope(String name, long budget, List<Act> body, boolean caught) implements Act {
    static final long UNLIMITED = Long.MAX_VALUE;
  }

  /** The same for some keys at once. */
  record Each(String name, List<String> keys, List<Act> body, boolean caught) implements Act {}

  /** Some things at once, of which the first counts. */
  record Race(String name, List<List<Act>> branches) implements Act {}

  /**
   * A program called as a run of its own.
   *
   * @param program by which it is found again
   */
  record Call(String name, String program, List<Act> body, boolean caught) implements Act {}

  /** A wait for an answer from outside, which some have a deadline for and some of these let pass. */
  record Wait(String name, boolean deadline) implements Act {}

  /** A wait for the time to pass. */
  record Sleep(String name) implements Act {}

  /** A look at the clock. */
  record Clock() implements Act {}

  /** A random number, which a step is asked with. */
  record Dice() implements Act {}

  /** A mark of a change. */
  record Since(String change) implements Act {}

  /** A failure of the program itself. */
  record Fail(String code) implements Act {}
}
