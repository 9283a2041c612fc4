package dev.athanor.proxy.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A response as it is recorded.
 *
 * @param status of HTTP
 * @param headers by their names in lower case
 * @param body what it carries; the pieces of a stream are the chunks of the step
 * @param ending how it came to its end
 * @param answer what the model has said in it, where that could be read
 */
public record Answered(int status, Map<String, String> headers, Body body, Ending ending,
    Optional<ModelResponse> answer) {
  /** Reads and writes it. */
  public static final Codec<Answered> CODEC = Codec.of(Answered.class);

  /** How a response ends. */
  public enum Ending {
    /** As it should. */
    @JsonProperty("complete")
    COMPLETE,
    /** The provider has broken it off. */
    @JsonProperty("broken")
    BROKEN,
    /** The client has left before its end. */
    @JsonProperty("left")
    LEFT,
    /** There was none: the provider could not be reached, and the proxy has said so. */
    @JsonProperty("unreachable")
    UNREACHABLE
  }

  /** Copies. */
  public Answered {
    headers = new TreeMap<>(headers);
  }

  /** Whether it came piece by piece. */
  public boolean streamed() {
    return body instanceof Body.Stream;
  }
}
