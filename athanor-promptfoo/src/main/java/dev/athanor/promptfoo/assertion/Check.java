package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.Sample;
import dev.athanor.run.Run;

/** An assertion, ready to look at answers. */
@FunctionalInterface
interface Check {
  /**
   * What it says of an answer.
   *
   * @param run to ask a model of
   */
  Verdict verdict(Sample sample, Run run);
}
