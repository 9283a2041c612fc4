package dev.athanor.opensearch.wire;

import dev.athanor.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a node answers.
 *
 * @param status of HTTP
 * @param body JSON; missing if there is none, or something else
 */
public record Reply(int status, JsonNode body) {
  private static final int REASON = 300;

  /** Whether it did what was asked. */
  public boolean isDone() {
    return status < 300;
  }

  /** The kind of error, such as {@code index_not_found_exception}; empty if there is none. */
  public String kind() {
    return kind(body.path("error"));
  }

  /** The kind of an error. */
  public static String kind(JsonNode error) {
    JsonNode root = error.path("root_cause").path(0).path("type");
    return root.isString() ? root.stringValue() : error.path("type").asString("");
  }

  /**
   * The kinds of an error and of all its causes. A search that lost a node before it asked a shard is a
   * {@code search_phase_execution_exception} whose root cause is itself; only its {@code caused_by} tells of the node.
   */
  static Set<String> kinds(JsonNode error) {
    Set<String> kinds = new LinkedHashSet<>();
    error.path("root_cause").forEach(each -> kinds.add(each.path("type").asString("")));
    for (JsonNode each = error; each.isObject(); each = each.path("caused_by")) {
      kinds.add(each.path("type").asString(""));
    }
    return kinds;
  }

  /** What it says about its error. */
  public String reason() {
    return reason(body.path("error"));
  }

  /** What an error says about itself. */
  public static String reason(JsonNode error) {
    if (error.isMissingNode()) {
      return "it gave no reason";
    }
    JsonNode root = error.path("root_cause").path(0).path("reason");
    JsonNode own = error.path("reason");
    String cause = error.path("caused_by").path("reason").asString("");
    String said =
        root.isString() ? root.stringValue() : own.isString() ? own.stringValue() : error.toString();
    return Json.abbreviate(cause.isEmpty() || said.contains(cause) ? said : said + " (" + cause + ")",
        REASON);
  }
}
