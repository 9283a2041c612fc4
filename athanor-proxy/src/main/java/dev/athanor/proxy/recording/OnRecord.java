package dev.athanor.proxy.recording;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Attempt;
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
    return new Operation<>() {
      @Override
      public String name() {
        return recorded.step().step().operation();
      }

      @Override
      public String version() {
        return recorded.step().step().version();
      }

      @Override
      public Effect effect() {
        return recorded.step().step().effect();
      }

      @Override
      public Codec<Asked> request() {
        return Asked.CODEC;
      }

      @Override
      public Codec<Answered> response() {
        return Answered.CODEC;
      }

      @Override
      public Answered live(Asked request, Attempt attempt) {
        throw new StepFailed("not-recorded", "the record has no answer to " + request.line(), false);
      }
    };
  }

  @Override
  public void answered(String key, Answered answered) {}

  @Override
  public void refused(StepFailed failure) {}

  @Override
  public void left() {}
}
