package dev.athanor.eval.calibration;

import dev.athanor.statistics.Ratings;
import java.util.List;
import java.util.Optional;

/**
 * A case with its label and what a judge said.
 *
 * @param id the case
 * @param label what people say: passed, or the first of a pair
 * @param verdicts of the judge, one an order
 * @param lengths of a pair's outputs, if they are known
 */
record Judged(String id, boolean label, List<Verdict> verdicts, Optional<Lengths> lengths) {
  /**
   * What was said.
   *
   * @param answer passed, or the first of the pair as the file has it; none if it can't be read
   * @param swapped whether the pair was shown the other way round
   * @param words as they were said
   */
  record Verdict(Optional<Boolean> answer, boolean swapped, String words) {}

  /** In characters. */
  record Lengths(long first, long second) {}

  /** Checks and copies. */
  Judged {
    verdicts = List.copyOf(verdicts);
  }

  List<Verdict> read() {
    return verdicts.stream().filter(each -> each.answer().isPresent()).toList();
  }

  boolean isRead() {
    return !verdicts.isEmpty() && read().size() == verdicts.size();
  }

  Ratings.Rated rated() {
    return new Ratings.Rated(label, read().stream().flatMap(each -> each.answer().stream()).toList());
  }
}
