package dev.athanor.eval.report;

/**
 * Whether a gate holds for a system.
 *
 * @param gate as it was written
 * @param arm the system
 * @param state whether it holds
 * @param explanation what it was held against, in words
 */
public record GateResult(String gate, String arm, State state, String explanation) {
  /** From good to bad. */
  public enum State {
    /** It holds. */
    PASSED("passed"),
    /** The data do not tell. */
    UNDECIDED("undecided"),
    /** It does not hold. */
    FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** In a word. */
    public String word() {
      return word;
    }
  }
}
