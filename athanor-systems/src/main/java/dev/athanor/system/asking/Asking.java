package dev.athanor.system.asking;

import dev.athanor.model.Fallback;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.ToolChoice;
import dev.athanor.run.Operation;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.model.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model, and another one if the first has failed in a way that says nothing about others. Each is a step of its own, so
 * the decision is on record.
 *
 * @param operation asks one model
 */
public record Asking(Operation<ModelRequest, ModelResponse> operation) {
  /** How a model fails that could not even be asked: there is no such provider, or no key. */
  private static final Set<String> NOT_CONNECTED = Set.of("key-missing", "key-file", "provider-unknown");

  /**
   * Asks.
   *
   * @param step name of the step, which no other step of the scope has; that of a second model has a number
   * @param messages what is said
   * @throws StepFailed as the last model that was asked has failed, with what to do about it
   */
  public Heard ask(Run run, String step, Question question, List<Message> messages) {
    ModelChoice choice = question.models();
    ModelSettings settings =
        most(question.limits().answer(), choice.settings().or(question.prompt().settings()).or(choice
            .defaults()));
    ModelRequest request =
        new ModelRequest(choice.model(), messages, List.of(), ToolChoice.AUTO, question.prompt().output(),
            settings);
    List<ModelName> models = new ArrayList<>(List.of(choice.model()));
    models.addAll(choice.fallback());
    for (int before = 0;; before++) {
      ModelName model = models.removeFirst();
      String path = before == 0 ? step : step + "[" + before + "]";
      try {
        return new Heard(unfiltered(model, run.step(step, operation, request.to(model))), path,
            choice.from(model, models));
      } catch (StepFailed failed) {
        if (models.isEmpty() || !(Fallback.mayAnswer(failed) || NOT_CONNECTED.contains(failed.code()))) {
          throw advised(failed, question.limits(), messages);
        }
      }
    }
  }

  /** The room for the answer is what was reserved for it, unless somebody has said otherwise. */
  private static ModelSettings most(int tokens, ModelSettings settings) {
    return settings.maxOutputTokens().isPresent() ? settings
        : new ModelSettings(settings.temperature(), settings.topP(), settings.topK(), Optional.of(
            tokens), settings.seed(), settings.stop(), settings.reasoningEffort(), settings.extra());
  }

  private static ModelResponse unfiltered(ModelName model, ModelResponse response) {
    if (response.finish() == FinishReason.CONTENT_FILTER) {
      throw new StepFailed(ModelFailures.POLICY,
          model + " began to answer and was stopped by a policy of its provider",
          false);
    }
    return response;
  }

  private static StepFailed advised(StepFailed failed, ContextLimits limits, List<Message> messages) {
    String advice = switch (failed.code()) {
      case ModelFailures.CONTEXT -> "the request has about " + Tokens.of(messages)
          + " tokens by our estimate; lower limits.context of the system, which is " + limits.context()
          + ", or ask a model that reads more";
      case ModelFailures.POLICY -> "ask in other words, or ask another model";
      default -> "";
    };
    return advice.isEmpty() ? failed
        : new StepFailed(failed.code(), failed.failure().message() + "; " + advice, failed.retryable());
  }
}
