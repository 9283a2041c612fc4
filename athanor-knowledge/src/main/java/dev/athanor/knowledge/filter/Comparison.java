package dev.athanor.knowledge.filter;

/** On which side of a value others may lie. */
public enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  AT_LEAST(">="),
  GREATER(">");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** As it is written. */
  public String sign() {
    return sign;
  }

  boolean holds(int compared) {
    return switch (this) {
      case LESS -> compared < 0;
      case AT_MOST -> compared <= 0;
      case AT_LEAST -> compared >= 0;
      case GREATER -> compared > 0;
    };
  }
}
