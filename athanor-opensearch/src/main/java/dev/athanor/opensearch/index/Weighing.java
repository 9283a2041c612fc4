package dev.athanor.opensearch.index;

import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.opensearch.index.Statistics.Sizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many times as much the words of a question weigh in what can be seen as OpenSearch has them weigh, which counts what is
 * hidden and gone as well. Of each word one chunk is asked for, and how it was scored.
 *
 * @param words what each counts, as {@link Asked} has it
 */
record Weighing(View view, Map<String, Float> words) {
  /** How an explanation of a score begins where it says how rare a word is, and how long passages are on average. */
  private static final String RARITY = "idf";
  private static final String AVERAGE_LENGTH = "avgdl";

  Weighing {
    words = new TreeMap<>(words);
  }

  /**
   * What the answers tell.
   *
   * @param words of each that is in a chunk that can be seen, how many times as much it weighs here
   * @param length how many times as much its length can make a chunk worth here, at most
   */
  record Gains(Map<String, Double> words, double length) {
    double of(String word) {
      return words.getOrDefault(word, 1.0);
    }

    /** How many times as much a chunk can be worth here, at most, that has only such words. */
    double greatest(List<String> group) {
      return length * group.stream().mapToDouble(word -> words.getOrDefault(word, 0.0)).max().orElse(0);
    }
  }

  /** For each word, in their order, a chunk that can be seen. */
  List<ObjectNode> searches() {
    return words.entrySet().stream()
        .map(each -> view.searchByWords(Map.of(each.getKey(), each.getValue()), List.of()))
        .map(search -> search.put("size", 1).put("explain", true)).toList();
  }

  /**
   * Of BM25's two factors one is the word's, how rare it is. The other depends on how often the chunk has the word, and on its length
   * in proportion to the average, and differs here by no more than these averages do. What is not told may be anything.
   *
   * @param replies one for each search, in their order
   * @param counts of all words
   */
  Gains gains(List<JsonNode> replies, Counts counts) {
    if (words.isEmpty()) {
      return new Gains(Map.of(), 1);
    }
    Map<String, Double> gains = new HashMap<>();
    Sizes sizes = counts.sizes();
    double average = (double) sizes.words() / Math.max(1, sizes.passages());
    double length = 1;
    int next = 0;
    for (String word : words.keySet()) {
      for (JsonNode hit : replies.get(next).path("hits").path("hits")) {
        JsonNode explained = hit.path("_explanation");
        OptionalDouble rarity = told(explained, RARITY);
        OptionalDouble averageLength = told(explained, AVERAGE_LENGTH);
        long occurrences = counts.occurrences(word);
        if (occurrences > 0 && rarity.isPresent() && averageLength.isPresent()) {
          gains.put(word, WordScores.rarity(sizes, occurrences) / rarity.getAsDouble());
          length = Math.max(length, average / averageLength.getAsDouble());
        } else {
          gains.put(word, 1.0);
          length = Double.POSITIVE_INFINITY;
        }
      }
      next++;
    }
    return new Gains(gains, length);
  }

  /** The number in an explanation behind a description that begins so. */
  private static OptionalDouble told(JsonNode explained, String beginning) {
    if (explained.path("description").asString("").startsWith(beginning)) {
      return OptionalDouble.of(explained.path("value").asDouble());
    }
    return explained.path("details").valueStream().map(each -> told(each, beginning))
        .filter(OptionalDouble::isPresent).findFirst().orElse(OptionalDouble.empty());
  }
}
