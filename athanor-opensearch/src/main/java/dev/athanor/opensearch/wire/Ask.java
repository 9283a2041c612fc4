package dev.athanor.opensearch.wire;

import dev.athanor.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One request, which may be sent more than once.
 *
 * @param method of HTTP
 * @param path with its query, from the slash on
 * @param body JSON, or lines of JSON; empty for none. Text and no bytes, as which half a surrogate pair would be refused
 * @param lines whether the body is lines of JSON
 */
public record Ask(String method, String path, String body, boolean lines) {
  /** Without a body. */
  public static Ask of(String method, String path) {
    return new Ask(method, path, "", false);
  }

  /** With a body of JSON. */
  public static Ask of(String method, String path, JsonNode body) {
    return new Ask(method, path, Json.MAPPER.writeValueAsString(body),
        false);
  }

  /** With a body of lines of JSON. */
  public static Ask ofLines(String path, List<? extends JsonNode> lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(Json.MAPPER.writeValueAsString(line)).append('\n'));
    return new Ask("POST", path, text.toString(), true);
  }
}
