package dev.athanor.simulator.cassette;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
   * @param path without host and query, with its letters as they are read and not as they are sent
   * @param body as JSON; empty if it was none
   */
  public record Asked(String method, String path, Optional<JsonNode> body) {
    /** One whose path stands as it was sent, with {@code %20} for a space. */
    public static Asked sent(String method, String path, Optional<JsonNode> body) {
      return new Asked(method, path.contains("%") ? URI.create(path).getPath() : path, body);
    }

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
   * @param body as it was sent
   * @param ending how it came to its end
   */
  public record Answered(int status, Map<String, String> headers, Body body, Ending ending) {
    /** Copies. */
    public Answered {
      headers = Map.copyOf(new TreeMap<>(headers));
    }

    /** Of a text that came to its end; one that was a stream, by its media type, is cut where its events end. */
    public static Answered of(int status, Map<String, String> headers, String text) {
      String type = headers.getOrDefault("content-type", "");
      boolean stream = type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson");
      return new Answered(status, headers, stream ? new Body.Stream(Recordings.events(text))
          : new Body.Whole(text.getBytes(StandardCharsets.UTF_8)), Ending.COMPLETE);
    }

    /** The body as text. */
    public String text() {
      return switch (body) {
        case Body.Whole(var bytes) -> new String(bytes, StandardCharsets.UTF_8);
        case Body.Stream(var pieces) -> String.join("", pieces);
      };
    }
  }

  /** What a response carries. */
  public sealed interface Body {
    /**
     * Sent at once.
     *
     * @param bytes which are not changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes) implements Body {}

    /**
     * Sent piece by piece.
     *
     * @param pieces of the text
     */
    record Stream(List<String> pieces) implements Body {
      /** Copies. */
      public Stream {
        pieces = List.copyOf(pieces);
      }
    }
  }

  /** How a response ends. */
  public enum Ending {
    /** As it should. */
    COMPLETE,
    /** The connection was closed before its end. */
    BROKEN
  }
}
