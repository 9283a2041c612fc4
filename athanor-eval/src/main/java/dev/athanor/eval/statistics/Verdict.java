package dev.athanor.eval.statistics;

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
   * @param moreUnits how many more units would decide with a power of 80 %, if the difference and its spread are as seen; none where nothing was seen
   *     to vary
   */
  record Undecided(OptionalLong moreUnits) implements Verdict {}

  /** In words. */
  default String words() {
    return switch (this) {
      case Better _ -> "better";
      case Worse _ -> "worse";
      case Equivalent(double margin) -> "equivalent within " + margin;
      case Undecided(OptionalLong more) ->
          more.isPresent() ? "undecided; about " + more.getAsLong() + " more cases would decide"
              : "undecided; too little varies to tell how many more cases would decide";
    };
  }
}
