package dev.athanor.models.chat;

import dev.athanor.model.ModelResponse;
import dev.athanor.model.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An answer while it comes: all that is sent is put together to what would have been sent at once. Used by one thread. */
public interface Assembly {
  /**
   * Adds an event of a stream.
   *
   * @param name empty if it has none
   */
  void event(String name, JsonNode data);

  /** Takes an answer that came as one. */
  void whole(JsonNode body);

  /** Notes that the stream's last word has come which is no JSON; false if this is not such a word. */
  default boolean lastWord(String data) {
    return false;
  }

  /** The error that the provider has sent in the place of the rest. */
  Optional<JsonNode> error();

  /** Whether the provider has said that this was all; what is expected, if it has not. */
  Optional<String> missing();

  /** What the provider has counted so far; looked at after each event. */
  Usage usage();

  /** The answer, of which nothing is left out. */
  ModelResponse read();
}
