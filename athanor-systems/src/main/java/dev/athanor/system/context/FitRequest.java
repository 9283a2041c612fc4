package dev.athanor.system.context;

import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import java.util.List;

/**
 * Asks what of all this goes to a model.
 *
 * @param limits in tokens
 * @param fixed the conversation without evidence and without history: it goes in any case
 * @param output the form of the answer: a schema goes to the model as well
 * @param offers the evidence, the most promising first
 * @param history what was said before, the oldest first
 */
public record FitRequest(ContextLimits limits, List<Message> fixed, OutputFormat output, List<Offer> offers,
    List<Message> history) {
  /** As JSON. */
  public static final Codec<FitRequest> CODEC = Codec.of(FitRequest.class);

  /** Copies. */
  public FitRequest {
    fixed = List.copyOf(fixed);
    offers = List.copyOf(offers);
    history = List.copyOf(history);
  }
}
