package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.Evidence;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds the passages in what a step has answered: which operations retrieve, and how their answers look, whoever wires knows. */
@FunctionalInterface
public interface Passages {
  /** Nobody knows which operations retrieve, and so not what was found. */
  Passages NONE = (_, _) -> List.of();

  /**
   * The passages that a step has found, the best first.
   *
   * @param operation the step's
   * @param response of the step
   */
  List<Evidence> of(String operation, JsonNode response);
}
