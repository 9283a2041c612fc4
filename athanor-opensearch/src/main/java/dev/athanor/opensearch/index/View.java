package dev.athanor.opensearch.index;

import dev.athanor.document.Principals;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A snapshot as some principals may see it. It makes every search: there is none that it does not restrict.
 *
 * @param entries the OpenSearch index
 * @param snapshot what is to be seen
 * @param abandoned generations of which nothing happened
 * @param asking who may see it
 */
record View(String entries, Committed snapshot, List<Long> abandoned, Principals asking) {
  View {
    abandoned = List.copyOf(abandoned);
  }

  /** A search that finds entries of one kind that can be seen, and meet the conditions. */
  ObjectNode search(String kind, List<ObjectNode> conditions) {
    ObjectNode search = Json.object();
    search.set("query", filter(kind, conditions));
    return search.put("track_total_hits", false).put("_source", false);
  }

  /**
   * A search for chunks with any of these words, the weightiest first.
   *
   * @param words what each counts
   */
  ObjectNode searchByWords(Map<String, Float> words, List<ObjectNode> conditions) {
    ObjectNode search = search(Layout.CHUNK_KIND, conditions);
    ObjectNode bool = (ObjectNode) search.path("query").path("bool");
    ArrayNode any = bool.putArray("should");
    words.forEach(
        (word, weight) -> any.addObject().putObject("term").putObject(Layout.WORDS).put("value", word)
            .put("boost", weight));
    bool.put("minimum_should_match", 1);
    return search;
  }

  /** A search for the chunks nearest to a vector among those that can be seen. */
  ObjectNode searchByVector(float[] vector, int most, List<ObjectNode> conditions) {
    ObjectNode search = search(Layout.CHUNK_KIND, conditions);
    ObjectNode filter = (ObjectNode) search.path("query");
    ObjectNode query = Json.object();
    ObjectNode knn = query.putObject("knn").putObject(Layout.vector(vector.length));
    var coordinates = knn.putArray("vector");
    for (float each : vector) {
      coordinates.add(each);
    }
    knn.put("k", most);
    knn.set("filter", filter);
    search.set("query", query);
    return search;
  }

  /** What admits entries of one kind that can be seen and meet the conditions. */
  ObjectNode filter(String kind, List<ObjectNode> conditions) {
    List<ObjectNode> all = new ArrayList<>(conditions);
    all.add(Layout.term(Layout.KIND, kind));
    all.addAll(visible());
    return Layout.bool("filter", all);
  }

  /** What admits entries of any kind that can be seen. */
  List<ObjectNode> visible() {
    List<ObjectNode> all = new ArrayList<>();
    ObjectNode came = Json.object();
    came.putObject("range").putObject(Layout.FROM).put("gte", snapshot.floor()).put("lte",
        snapshot.generation());
    all.add(came);
    ObjectNode later = Layout.range(Layout.TO, "gt", snapshot.generation());
    if (abandoned.isEmpty()) {
      all.add(later);
    } else {
      all.add(Layout.bool("must_not", List.of(Layout.numbers(Layout.FROM, abandoned))));
      all.add(Layout.bool("should", List.of(later, Layout.numbers(Layout.TO, abandoned))));
    }
    if (!asking.isOperator()) {
      all.add(Layout.terms(Layout.READERS, asking.names()));
    }
    return all;
  }
}
