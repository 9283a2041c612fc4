package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Refusal;
import dev.athanor.opensearch.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends searches to the cluster, and takes whole answers only: what a lost shard would leave out is not left out.
 *
 * @param entries the OpenSearch index
 */
record Searches(Cluster cluster, String entries) {
  private static final int MOST_ATTEMPTS = 30;

  /** The answers of all, from one request. */
  List<JsonNode> all(List<ObjectNode> searches) {
    List<ObjectNode> lines = new ArrayList<>();
    // All ask the same copies, which differ in what they have not quite deleted and so in how they weigh words.
    String copies = UUID.randomUUID().toString();
    for (ObjectNode search : searches) {
      lines.add(
          Json.object().put("index", entries).put("allow_partial_search_results", false)
              .put("search_type", "dfs_query_then_fetch").put("preference", copies));
      lines.add(search);
    }
    for (int attempt = 1;; attempt++) {
      List<JsonNode> replies =
          cluster.done(Ask.ofLines("/_msearch", lines)).path("responses").valueStream().toList();
      List<JsonNode> refused = replies.stream().filter(each -> each.has("error")).toList();
      if (refused.isEmpty()) {
        return replies;
      }
      boolean last = attempt == MOST_ATTEMPTS;
      for (JsonNode each : refused) {
        // With a node, the shards are lost that were asked there; the next attempt asks their other copies.
        if (last || !Refusal.mayPass(each.path("status").asInt(), each.path("error"))) {
          throw failure(each);
        }
      }
      cluster.rest(attempt);
    }
  }

  /** The answer of one. */
  JsonNode one(ObjectNode search) {
    return all(List.of(search)).getFirst();
  }

  private AthanorException failure(JsonNode refused) {
    JsonNode error = refused.path("error");
    return Reply.kind(error).equals("index_not_found_exception")
        ? AthanorException.user("snapshot-unknown", "the index " + entries
            + " was erased while it was read; run `athanor sync`, and use the newest snapshot")
        : Refusal.of("a search of " + entries, refused.path("status").asInt(), error);
  }

}
