package dev.athanor.simulator.protocol;

import tools.jackson.databind.JsonNode;

/**
 * A piece of a stream, which is sent at once.
 *
 * @param text as it stands on the wire
 * @param token whether a token of the answer is in it, which takes the model its time
 */
public record Frame(String text, boolean token) {
  /** A server-sent event without a name. */
  static Frame data(JsonNode data, boolean token) {
    return new Frame("data: " + data + "\n\n", token);
  }

  /** A server-sent event with a name. */
  static Frame event(String name, JsonNode data, boolean token) {
    return new Frame("event: " + name + "\ndata: " + data + "\n\n", token);
  }
}
