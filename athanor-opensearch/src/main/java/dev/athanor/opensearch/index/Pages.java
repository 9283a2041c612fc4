package dev.athanor.opensearch.index;

import dev.athanor.json.Json;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through all that a query finds, in the order of the keys.
 *
 * @param entries the OpenSearch index
 * @param form adds to each search what it is to give of an entry
 */
record Pages(Cluster cluster, String entries, Consumer<ObjectNode> form) {
  void all(ObjectNode query, Consumer<List<JsonNode>> page) {
    String last = "";
    while (true) {
      ObjectNode search = Json.object();
      search.put("size", Layout.PAGE).put("_source", false).put("track_total_hits", false);
      search.set("query", query);
      search.putArray("sort").add(Layout.KEY);
      form.accept(search);
      if (!last.isEmpty()) {
        search.putArray("search_after").add(last);
      }
      JsonNode reply =
          cluster.done(Ask.of("POST", "/" + entries + "/_search?allow_partial_search_results=false",
              search));
      List<JsonNode> found = reply.path("hits").path("hits").valueStream().toList();
      if (!found.isEmpty()) {
        page.accept(found);
      }
      if (found.size() < Layout.PAGE) {
        return;
      }
      last = found.getLast().path("sort").path(0).stringValue();
    }
  }
}
