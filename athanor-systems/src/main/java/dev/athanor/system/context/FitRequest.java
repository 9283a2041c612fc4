package dev.athanor.system.context;

import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import java.util.List;

/**
 * Asks what of all this goes to a model.
 *
 * @param limits in tokens
 * @param fixed the conversation without evidence and without history: it goes in any case
 * @param offers the evidence, the most promising first
 * @param history what was said before, the oldest first
 */
public record FitRequest(ContextLimits limits, List<Message> fixed, List<Offer> offers,
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
