package dev.athanor.run;

import java.util.function.Consumer;

/**
 * A part of a program that somebody else's thread carries out, such as a task that the program has given to a library's
 * executor. Its place in the run was fixed when the run gave it out, so that its steps do not depend on when, and in which
 * order, other threads come to it. The part of the program that it was given out in ends only after it, so it must not wait
 * for what that part does later.
 */
public interface Strand {
  /**
   * Carries it out on this thread, which owns the run that the body is given for as long. A run that has to be left is left
   * by whoever gave the strand out as well, whatever code in between makes of what it catches.
   *
   * @throws dev.athanor.error.AthanorException {@code strand-over} if it was carried out or abandoned before
   */
  void carryOut(Consumer<Run> body);

  /** Says that nobody will carry it out, so that nobody waits for it. Too late once it was begun. */
  void abandon();
}
