package dev.athanor.opensearch.index;

import dev.athanor.json.Json;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Refusal;
import dev.athanor.opensearch.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes many entries at once. What a node has no room for right now is written again, and nothing else is.
 *
 * @param entries the OpenSearch index
 */
record Bulk(Cluster cluster, String entries) {
  /** With pauses of up to five seconds, some ninety seconds. */
  private static final int MOST_ATTEMPTS = 40;
  private static final int RETRIES = 3;
  private static final int MOST_AT_ONCE = 1_000;

  /** One write: what to do, and what with. */
  record Write(ObjectNode action, List<ObjectNode> body) {
    /**
     * Writes an entry if there is none of that key. A request of which the answer was lost may be done long after it was sent again
     * elsewhere, when the entry has ended: then it changes nothing.
     */
    static Write create(String key, ObjectNode entry) {
      return new Write(action("create", key), List.of(entry));
    }

    static Write delete(String key) {
      return new Write(action("delete", key), List.of());
    }

    /** Says when an entry goes, if it is still the one that was read. */
    static Write end(JsonNode entry, long generation) {
      ObjectNode action = action("update", entry.path("_id").stringValue());
      ((ObjectNode) action.path("update")).put("if_seq_no", entry.path("_seq_no").asLong()).put(
          "if_primary_term",
          entry.path("_primary_term").asLong());
      return end(action, generation);
    }

    /** Says when an entry goes that nobody else writes. */
    static Write end(String key, long generation) {
      ObjectNode action = action("update", key);
      ((ObjectNode) action.path("update")).put("retry_on_conflict", RETRIES);
      return end(action, generation);
    }

    private static Write end(ObjectNode action, long generation) {
      ObjectNode update = Json.object();
      update.putObject("doc").put(Layout.TO, generation);
      return new Write(action, List.of(update));
    }

    private static ObjectNode action(String name, String key) {
      ObjectNode action = Json.object();
      action.putObject(name).put("_id", key);
      return action;
    }
  }

  /**
   * Does all of them.
   *
   * @param conflicts is told the key of each entry that is no more what was read, or is there already
   */
  void write(List<Write> writes, Consumer<String> conflicts) {
    for (int from = 0; from < writes.size(); from += MOST_AT_ONCE) {
      List<Write> left = writes.subList(from, Math.min(writes.size(), from + MOST_AT_ONCE));
      for (int attempt = 1; !left.isEmpty(); attempt++) {
        left = attempt(left, conflicts, attempt);
      }
    }
  }

  private List<Write> attempt(List<Write> writes, Consumer<String> conflicts, int number) {
    List<ObjectNode> lines = new ArrayList<>();
    writes.forEach(write -> {
      lines.add(write.action());
      lines.addAll(write.body());
    });
    JsonNode reply = cluster.done(Ask.ofLines("/" + entries + "/_bulk?timeout=30s", lines));
    List<Write> again = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      JsonNode result = reply.path("items").path(i).valueStream().findFirst().orElse(Json.object());
      int status = result.path("status").asInt(500);
      JsonNode error = result.path("error");
      if (status == 409) {
        conflicts.accept(result.path("_id").asString(""));
      } else if (Refusal.mayPass(status, error) && number < MOST_ATTEMPTS) {
        again.add(writes.get(i));
      } else if (status >= 300 && !isGone(status, error)) {
        throw Refusal.of("a write to " + entries, status, error);
      }
    }
    if (!again.isEmpty()) {
      cluster.rest(number);
    }
    return again;
  }

  /** What was to be deleted or to end is not there any more. */
  private static boolean isGone(int status, JsonNode error) {
    return status == 404 && (error.isMissingNode() || Reply.kind(error).equals("document_missing_exception"));
  }
}
