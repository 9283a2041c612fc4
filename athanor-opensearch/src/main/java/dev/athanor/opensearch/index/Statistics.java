package dev.athanor.opensearch.index;

import dev.athanor.knowledge.analysis.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How often words occur in what can be seen, as far as {@link Counts} were made: they are remembered, as a snapshot never
 * changes. Safe for use by many threads.
 */
final class Statistics {
  private static final int REMEMBERED_WORDS = 20_000;

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

  View view() {
    return view;
  }

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

  /** Remembers what was counted. */
  void remember(Map<String, Long> counted, Optional<Sizes> all) {
    if (all.isPresent()) {
      sizes = all;
    }
    if (occurrences.size() + counted.size() > REMEMBERED_WORDS) {
      occurrences.clear();
    }
    occurrences.putAll(counted);
  }

  /** How much there is in all, if that was counted. */
  Optional<Sizes> sizes() {
    return sizes;
  }

  /** In how many chunks each of these words occurs, of those that were counted. */
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
