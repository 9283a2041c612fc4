package dev.athanor.system.context;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;

/**
 * How much a model is given to read and to write, in tokens. Part of what a run is pinned to.
 *
 * @param context of the whole request and its answer together, also when the answer has to be repaired
 * @param answer of the answer, thinking included
 */
public record ContextLimits(int context, int answer) {
  /** What a user gets who says nothing. */
  public static final ContextLimits STANDARD = new ContextLimits(8_000, 1_000);

  /** As JSON. */
  public static final Codec<ContextLimits> CODEC = Codec.of(ContextLimits.class);

  private static final int MOST = 10_000_000;
  private static final int ANSWERS = 2;

  /** Checks that there is room for something. */
  public ContextLimits {
    if (context < 1 || context > MOST) {
      throw AthanorException.user("context-limits", "limits.context is " + context
          + " tokens; expected a whole number from 1 to " + MOST);
    }
    if (answer < 1 || answer >= context / ANSWERS) {
      throw AthanorException.user("context-limits", "limits.answer is " + answer
          + " tokens; expected at least 1 and less than half of limits.context, which is " + context
          + ": an answer that has to be repaired is there twice");
    }
  }

  /** What is left for the request: an answer that is repaired is read again, and written again. */
  public int room() {
    return context - ANSWERS * answer;
  }
}
