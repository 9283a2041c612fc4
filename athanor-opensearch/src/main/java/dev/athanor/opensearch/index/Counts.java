package dev.athanor.opensearch.index;

import dev.athanor.opensearch.index.Statistics.Sizes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often the words of one question occur in what can be seen: what is remembered of them, and what has to be asked for.
 * Owned by the thread that asks, whatever others have remembered or forgotten in the meantime.
 */
final class Counts {
  private static final int WORDS_AT_ONCE = 1_000;
  private static final String SIZES = "sizes";
  private static final String WORD = "w";

  private final Statistics statistics;
  private final Map<String, Long> occurrences;
  private final List<List<String>> unknown = new ArrayList<>();
  private Optional<Sizes> sizes;

  Counts(Statistics statistics, Collection<String> words) {
    this.statistics = statistics;
    this.occurrences = new HashMap<>(statistics.occurrences(words));
    this.sizes = statistics.sizes();
    List<String> missing = words.stream().filter(word -> !occurrences.containsKey(word)).toList();
    if (sizes.isEmpty() || !missing.isEmpty()) {
      for (int from = 0; from == 0 || from < missing.size(); from += WORDS_AT_ONCE) {
        unknown.add(missing.subList(from, Math.min(missing.size(), from + WORDS_AT_ONCE)));
      }
    }
  }

  /**
   * Asks for what is not known by itself, if there is anything.
   *
   * @param ask sends searches
   */
  void ask(Function<List<ObjectNode>, List<JsonNode>> ask) {
    if (!unknown.isEmpty()) {
      learn(ask.apply(searches()));
    }
  }

  /** What must be asked. */
  List<ObjectNode> searches() {
    return unknown.stream().map(this::search).toList();
  }

  private ObjectNode search(List<String> words) {
    ObjectNode search = statistics.view().search(Layout.CHUNK_KIND, List.of()).put("size", 0);
    ObjectNode counts = search.putObject("aggs");
    if (sizes.isEmpty()) {
      counts.putObject(SIZES).putObject("stats").put("field", Layout.LENGTH);
    }
    if (!words.isEmpty()) {
      ObjectNode filters = counts.putObject(WORD).putObject("filters").putObject("filters");
      for (int i = 0; i < words.size(); i++) {
        filters.set(Integer.toString(i), Layout.term(Layout.WORDS, words.get(i)));
      }
    }
    return search;
  }

  /**
   * Takes in what was answered, and has it remembered.
   *
   * @param replies one for each search, in their order
   */
  void learn(List<JsonNode> replies) {
    Map<String, Long> learned = new HashMap<>();
    for (int i = 0; i < replies.size(); i++) {
      JsonNode counts = replies.get(i).path("aggregations");
      if (counts.has(SIZES)) {
        sizes = Optional.of(new Sizes(counts.path(SIZES).path("count").asLong(),
            Math.round(counts.path(SIZES).path("sum").asDouble())));
      }
      List<String> words = unknown.get(i);
      for (int word = 0; word < words.size(); word++) {
        learned.put(words.get(word),
            counts.path(WORD).path("buckets").path(Integer.toString(word)).path("doc_count").asLong());
      }
    }
    occurrences.putAll(learned);
    statistics.remember(learned, sizes);
  }

  /** How many chunks have words, and how many words these have; known when what had to be asked is learned. */
  Sizes sizes() {
    return sizes.orElseThrow();
  }

  /** In how many chunks each of the words occurs; of all of them when what had to be asked is learned. */
  Map<String, Long> occurrences() {
    return Map.copyOf(occurrences);
  }

  /** In how many chunks a word occurs. */
  long occurrences(String word) {
    return occurrences.getOrDefault(word, 0L);
  }
}
