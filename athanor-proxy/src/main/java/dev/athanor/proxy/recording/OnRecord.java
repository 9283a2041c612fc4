package dev.athanor.proxy.recording;

import dev.athanor.journal.Step;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.upstream.ProxiedOperation;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * An exchange that is asked for again, with nobody there who waits for its answer.
 *
 * @param recorded as it stands on record
 */
record OnRecord(RecordedExchange recorded) implements Exchange {
  @Override
  public Asked asked() {
    return recorded.asked();
  }

  @Override
  public Optional<String> key() {
    return Optional.of(recorded.key());
  }

  /** As it was, but that nothing can be lived: it has no way to a provider. */
  @Override
  public Operation<Asked, Answered> operation(Optional<UnaryOperator<JsonNode>> change) {
    Step step = recorded.step().step();
    return new ProxiedOperation(step.operation(), step.version(), step.effect(), (request, _) -> {
      throw new StepFailed("not-recorded", "the record has no answer to " + request.line(), false);
    });
  }

  @Override
  public void answered(String key, Answered answered) {}

  @Override
  public void refused(StepFailed failure) {}

  @Override
  public void left() {}
}
