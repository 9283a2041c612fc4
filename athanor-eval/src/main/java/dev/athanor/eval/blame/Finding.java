package dev.athanor.eval.blame;

import dev.athanor.eval.scorer.Score;
import java.util.List;

/**
 * What came of drawing again from one step on.
 *
 * @param suspect the step
 * @param passed how many of the draws ended well
 * @param scored how many of the draws could be scored
 * @param scores of all draws, in order
 */
public record Finding(Suspect suspect, int passed, int scored, List<Score> scores) {
  /** Copies. */
  public Finding {
    scores = List.copyOf(scores);
  }

  /** The share of draws that ended well; 0 if none could be scored. */
  public double share() {
    return scored == 0 ? 0 : (double) passed / scored;
  }
}
