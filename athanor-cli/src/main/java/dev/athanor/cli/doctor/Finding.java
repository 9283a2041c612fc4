package dev.athanor.cli.doctor;

/**
 * What was found of one thing.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param detail what was seen; where something is wrong, with the next step
 */
public record Finding(String subject, State state, String detail) {
  /** How something is. */
  public enum State {
    /** As it should be. */
    OK,
    /** Not there yet, which is no mistake. */
    ABSENT,
    /** Something needs attention. */
    PROBLEM
  }

  static Finding ok(String subject, String detail) {
    return new Finding(subject, State.OK, detail);
  }

  static Finding absent(String subject, String detail) {
    return new Finding(subject, State.ABSENT, detail);
  }

  static Finding problem(String subject, String detail) {
    return new Finding(subject, State.PROBLEM, detail);
  }
}
