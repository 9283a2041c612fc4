package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a system has done elsewhere, as it was recorded there.
 *
 * @param output what it answered; empty if it failed
 * @param error how it failed, in words
 * @param messages the conversation, if it was recorded
 * @param found passages that it retrieved, if they were recorded
 * @param tokens of models
 * @param dollars that it cost
 * @param lasted how long it took
 */
public record Played(Optional<Output> output, Optional<String> error, List<Message> messages,
    List<Evidence> found,
    long tokens, BigDecimal dollars, Duration lasted) {
  /** As JSON. */
  public static final Codec<Played> CODEC = Codec.of(Played.class);
  /** The name of the operation that answers with it. */
  public static final String OPERATION = "play";

  /** The failure of one that was never recorded: nothing is known of the system. */
  public static final String MISSING = "output-missing";
  /** The failure of one whose file is another one now. */
  public static final String CHANGED = "outputs-changed";

  /** Copies. */
  public Played {
    messages = List.copyOf(messages);
    found = List.copyOf(found);
  }
}
