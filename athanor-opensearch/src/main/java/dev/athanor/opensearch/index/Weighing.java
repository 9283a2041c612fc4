package dev.athanor.opensearch.index;

import dev.athanor.knowledge.analysis.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many times as much the words of a question weigh in what can be seen as OpenSearch has them weigh, which counts what is
 * hidden and gone as well. Of each word one chunk tells it, by its two scores for this word alone.
 *
 * @param words what each counts, as {@link Asked} has it
 */
record Weighing(View view, Map<String, Float> words) {
  Weighing {
    words = new TreeMap<>(words);
  }

  /** For each word, in their order, the best chunk that can be seen. */
  List<ObjectNode> searches() {
    return words.entrySet().stream()
        .map(each -> view.searchByWords(Map.of(each.getKey(), each.getValue()), List.of()))
        .map(search -> Found.asked(search, true, false).put("size", 1)).toList();
  }

  /**
   * What the answers tell of each word that can be seen.
   *
   * @param replies one for each search, in their order
   * @param counts of all words
   */
  Map<String, Double> gains(List<JsonNode> replies, Counts counts) {
    Map<String, Double> gains = new HashMap<>();
    int next = 0;
    for (Map.Entry<String, Float> each : words.entrySet()) {
      var alone =
          new WordScores(Map.of(each.getKey(), each.getValue()), counts.sizes(), counts.occurrences());
      for (Found found : Found.in(replies.get(next))) {
        gains.put(each.getKey(), alone.score(found.said()) / found.found());
      }
      next++;
    }
    return gains;
  }
}
