package dev.athanor.bench.scorers;

import dev.athanor.eval.scorer.grounding.GroundingModel.Task;
import java.util.Map;

/**
 * An answer that people have looked at.
 *
 * @param source of the answer, such as a passage; several answers share one
 * @param task what was to be done
 * @param features of the answer
 * @param sequence ROUGE-L precision against the source
 * @param unfaithful whether people found a span that the source does not bear out
 */
record Example(String source, Task task, Map<String, Double> features, double sequence, boolean unfaithful) {}
