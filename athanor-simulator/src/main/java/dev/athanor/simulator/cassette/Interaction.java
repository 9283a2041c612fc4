package dev.athanor.simulator.cassette;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A request that was recorded with its response.
 *
 * @param asked the request
 * @param answered the response
 */
public record Interaction(Asked asked, Answered answered) {
  /**
   * A request.
   *
   * @param method such as {@code POST}
   * @param path without host and query
   * @param body as JSON; empty if it was none
   */
  public record Asked(String method, String path, Optional<JsonNode> body) {
    /** Method and path. */
    String line() {
      return method + " " + path;
    }
  }

  /**
   * A response.
   *
   * @param status of HTTP
   * @param headers by their names in lower case, without those that are about the connection
   * @param body as it was sent; where the recording has it as JSON, written again
   */
  public record Answered(int status, Map<String, String> headers, String body) {
    /** Copies. */
    public Answered {
      headers = Map.copyOf(new TreeMap<>(headers));
    }

    /** Whether it was a stream. */
    public boolean streamed() {
      String type = headers.getOrDefault("content-type", "");
      return type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson");
    }
  }
}
