package dev.athanor.knowledge.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The words of a question, and what each counts.
 *
 * @param weights by the form, in order of appearance
 */
public record Asked(Map<String, Float> weights) {
  /** Copies. */
  public Asked {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** Of a text, by the rules of each of these languages: a word counts as often as it is there. */
  public static Asked of(String text, Collection<Language> languages) {
    Map<String, Float> weights = new LinkedHashMap<>();
    for (Language language : new TreeSet<>(languages)) {
      language.words(text).forEach(word -> weights.merge(word.form(), 1f, Float::sum));
    }
    return new Asked(weights);
  }

  /** Only some of the words. */
  public Asked only(List<String> forms) {
    Map<String, Float> some = new LinkedHashMap<>();
    forms.forEach(form -> some.put(form, weights.getOrDefault(form, 0f)));
    return new Asked(some);
  }
}
