package dev.athanor.opensearch.index;

import dev.athanor.knowledge.analysis.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often words occur in what can be seen, counted by the cluster and remembered, as a snapshot never changes. Safe for
 * use by many threads.
 */
final class Statistics {
  private static final int REMEMBERED_WORDS = 20_000;
  private static final int WORDS_AT_ONCE = 1_000;
  private static final String SIZES = "sizes";
  private static final String WORD = "w";

  private final View view;
  private final Map<String, Long> occurrences = new ConcurrentHashMap<>();
  private volatile Optional<Sizes> sizes = Optional.empty();
  private volatile Optional<Set<String>> fields = Optional.empty();
  private volatile Optional<Set<Language>> languages = Optional.empty();

  Statistics(View view) {
    this.view = view;
  }

  /** How many chunks have words, and how many words these have. */
  record Sizes(long passages, long words) {}

  /** A search that counts, and which words it counts. */
  record Question(ObjectNode search, List<String> words) {}

  /** The names of fields, asked for once. */
  Set<String> fields(Supplier<Set<String>> asked) {
    if (fields.isEmpty()) {
      fields = Optional.of(asked.get());
    }
    return fields.orElseThrow();
  }

  /** By whose rules chunks were cut, asked for once. */
  Set<Language> languages(Supplier<Set<String>> asked) {
    if (languages.isEmpty()) {
      Set<Language> found = new TreeSet<>();
      asked.get().forEach(tag -> found.add(new Language(tag)));
      languages = Optional.of(found);
    }
    return languages.orElseThrow();
  }

  /** What must be asked to know of these words. */
  List<Question> questions(Collection<String> words) {
    List<String> unknown = words.stream().filter(word -> !occurrences.containsKey(word)).toList();
    List<Question> questions = new ArrayList<>();
    if (sizes.isEmpty() || !unknown.isEmpty()) {
      for (int from = 0; from == 0 || from < unknown.size(); from += WORDS_AT_ONCE) {
        questions.add(question(unknown.subList(from, Math.min(unknown.size(), from + WORDS_AT_ONCE))));
      }
    }
    return questions;
  }

  private Question question(List<String> words) {
    ObjectNode search = view.search(Layout.CHUNK_KIND, List.of()).put("size", 0);
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
    return new Question(search, words);
  }

  /** Takes in what was answered. */
  void learn(Question question, JsonNode reply) {
    JsonNode counts = reply.path("aggregations");
    if (counts.has(SIZES)) {
      sizes = Optional.of(new Sizes(counts.path(SIZES).path("count").asLong(),
          Math.round(counts.path(SIZES).path("sum").asDouble())));
    }
    if (occurrences.size() + question.words().size() > REMEMBERED_WORDS) {
      occurrences.clear();
    }
    for (int i = 0; i < question.words().size(); i++) {
      occurrences.put(question.words().get(i),
          counts.path(WORD).path("buckets").path(Integer.toString(i)).path("doc_count").asLong());
    }
  }

  Sizes sizes() {
    return sizes.orElseThrow();
  }

  /** In how many chunks each of these words occurs, of those that are known by now. */
  Map<String, Long> occurrences(Collection<String> words) {
    Map<String, Long> known = new HashMap<>();
    for (String word : words) {
      Long count = occurrences.get(word);
      if (count != null) {
        known.put(word, count);
      }
    }
    return known;
  }
}
