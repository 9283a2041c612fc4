package dev.athanor.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a client has sent.
 *
 * @param method such as {@code POST}
 * @param path with the query, without keys in it
 * @param headers by their names in lower case, without those that hold keys
 * @param body as JSON; empty if it is none
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers,
    Optional<JsonNode> body) {
  /** Copies. */
  public ReceivedRequest {
    headers = Map.copyOf(new TreeMap<>(headers));
  }
}
