package dev.athanor.simulator.protocol;

import dev.athanor.simulator.answer.Question;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is at a path. */
public sealed interface Endpoint {
  /** Where a model is asked. */
  non-sealed interface Chat extends Endpoint {
    /**
     * Reads a request.
     *
     * @throws Misunderstood if the provider would not accept it
     */
    Question question(JsonNode body);

    /** The answer as one body. */
    JsonNode whole(Exchange exchange);

    /** The answer as a stream. */
    List<Frame> frames(Exchange exchange);

    /** The media type of the stream. */
    default String streamType() {
      return "text/event-stream; charset=utf-8";
    }
  }

  /** Where a body gets a body and no model is asked in words: embeddings. */
  non-sealed interface Plain extends Endpoint {
    /** Which model; as the request says it. */
    String model(JsonNode body);

    /**
     * The answer.
     *
     * @throws Misunderstood if the provider would not accept the request
     */
    JsonNode answer(JsonNode body, long seed);
  }

  /** Where the models are listed. */
  non-sealed interface Listing extends Endpoint {
    /** The list. */
    JsonNode list(List<String> models);
  }
}
