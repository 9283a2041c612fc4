package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a system has done elsewhere, as it was recorded there.
 *
 * @param output what it answered; empty if it failed
 * @param error how it failed, in words
 * @param messages the conversation, which tells of tools; empty if it was not recorded
 * @param found passages that it retrieved; empty if they were not recorded
 * @param tokens of models; empty if not known
 * @param dollars that it cost; empty if not known
 * @param lasted how long it took; empty if not known
 */
public record Played(Optional<Output> output, Optional<String> error,
    Optional<List<Message>> messages, Optional<List<Evidence>> found, Optional<Long> tokens,
    Optional<BigDecimal> dollars, Optional<Duration> lasted) {
  /** As JSON. */
  public static final Codec<Played> CODEC = Codec.of(Played.class);
  /** The name of the operation that answers with it for a run of our own. */
  public static final String OBSERVATION = "observe";
  /** The name of the operation that answers with it for a file of recorded outputs. */
  public static final String OPERATION = "play";
  /** Both. */
  static final Set<String> OPERATIONS = Set.of(OPERATION, OBSERVATION);

  /** The failure of one that was never recorded: nothing is known of the system. */
  public static final String MISSING = "output-missing";
  /** The failure of one whose file is another one now. */
  public static final String CHANGED = "outputs-changed";

  /** Nothing is known, as of one that could not be looked up. */
  static final Played NOTHING = new Played(Optional.empty(), Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether a step asks for one: anybody may name an operation as they like. */
  static boolean asked(String operation, JsonNode request) {
    return switch (operation) {
      case OPERATION -> request.path("file").isString() && request.path("hash").isString()
          && request.path("which").isObject();
      case OBSERVATION -> request.isString();
      default -> false;
    };
  }

  /** Copies. */
  public Played {
    messages = messages.map(List::copyOf);
    found = found.map(List::copyOf);
  }
}
