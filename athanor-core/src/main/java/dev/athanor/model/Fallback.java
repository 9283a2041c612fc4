package dev.athanor.model;

import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks another model when one fails. Each question is a step: the failure of the first is on record, and what follows from
 * it is decided by the record, so that a replay goes the same way and asks nobody.
 */
public final class Fallback {
  /** Failures that lie with the model or its provider, so that another one may do better. */
  private static final Set<String> ELSEWHERE = Set.of(ModelFailures.KEY, ModelFailures.UNKNOWN,
      ModelFailures.UNREACHABLE, ModelFailures.PROVIDER, ModelFailures.RATE, ModelFailures.QUOTA,
      ModelFailures.CONTEXT, ModelFailures.POLICY, ModelFailures.RESPONSE,
      dev.athanor.journal.Failure.DEADLINE);

  private Fallback() {}

  /**
   * Whether another model may answer what has failed here. A request that is not understood is wrong everywhere, and a budget or
   * a cancellation is not the model's.
   */
  public static boolean mayAnswer(StepFailed failed) {
    return ELSEWHERE.contains(failed.code());
  }

  /**
   * Asks the request's model, and if that fails for a reason of its own, the others in order.
   *
   * @param name of the steps, which get numbers
   * @param others who are asked instead
   * @throws StepFailed the last model's failure, or the first that another model would not mend
   */
  public static ModelResponse ask(Run run, String name, ModelOperation operation, ModelRequest request,
      List<ModelName> others) {
    List<ModelName> models = new ArrayList<>(others);
    models.addFirst(request.model());
    for (ModelName model : models.subList(0, models.size() - 1)) {
      try {
        return run.step(name, operation, request.to(model));
      } catch (StepFailed e) {
        if (!mayAnswer(e)) {
          throw e;
        }
      }
    }
    return run.step(name, operation, request.to(models.getLast()));
  }
}
