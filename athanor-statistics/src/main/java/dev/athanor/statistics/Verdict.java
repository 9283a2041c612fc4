package dev.athanor.statistics;

import java.util.OptionalLong;

/** What a comparison decides. */
public sealed interface Verdict {
  /** The candidate is better, beyond chance. */
  record Better() implements Verdict {}

  /** The candidate is worse, beyond chance. */
  record Worse() implements Verdict {}

  /**
   * The two differ by less than matters.
   *
   * @param margin what matters
   */
  record Equivalent(double margin) implements Verdict {}

  /**
   * The data do not tell.
   *
   * @param more how many more units would decide with a power of 80 %, if the difference and its spread are as seen; none where nothing was seen
   *     to vary
   * @param clusters whether units are clusters of cases, and not cases
   */
  record Undecided(OptionalLong more, boolean clusters) implements Verdict {
    private String told() {
      String units = clusters ? "clusters" : "cases";
      if (more.isEmpty()) {
        return "undecided; too little varies to tell how many more " + units + " would decide";
      }
      return "undecided; about " + more.getAsLong() + " more "
          + (more.getAsLong() == 1 ? units.substring(0, units.length() - 1) : units) + " would decide";
    }
  }

  /** In words. */
  default String words() {
    return switch (this) {
      case Better _ -> "better";
      case Worse _ -> "worse";
      case Equivalent(double margin) -> "equivalent within " + margin;
      case Undecided undecided -> undecided.told();
    };
  }
}
