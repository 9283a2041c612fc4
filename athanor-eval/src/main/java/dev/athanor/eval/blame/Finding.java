package dev.athanor.eval.blame;

import dev.athanor.eval.scorer.Score;
import dev.athanor.statistics.Interval;
import dev.athanor.statistics.Means;
import dev.athanor.statistics.Observations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of drawing again from one step on.
 *
 * @param suspect the step
 * @param passed how many of the draws ended well
 * @param scored how many of the draws could be scored
 * @param scores of all draws, in order
 */
public record Finding(Suspect suspect, int passed, int scored, List<Score> scores) {
  private static final double LEVEL = 0.95;

  /** Copies. */
  public Finding {
    scores = List.copyOf(scores);
  }

  /** Where the true share lies, at 95 %; none if no draw could be scored. */
  public Optional<Interval> interval() {
    Map<String, List<Double>> draws = new LinkedHashMap<>();
    for (int i = 0; i < scored; i++) {
      draws.put("draw " + i, List.of(i < passed ? 1.0 : 0.0));
    }
    return draws.isEmpty() ? Optional.empty() : Means.rate(Observations.ofCases(draws), LEVEL).interval();
  }

  /** The share of draws that ended well; 0 if none could be scored. */
  public double share() {
    return scored == 0 ? 0 : (double) passed / scored;
  }
}
