package dev.athanor.knowledge.index;

import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.filter.Filter;
import java.util.Collection;
import java.util.Optional;

/**
 * What is searched for, in words, as a vector, or both.
 *
 * @param text the words, if keywords are asked; plain text without any syntax
 * @param vector the question's vector, if vectors are asked
 * @param filter which documents may be found
 * @param words what is searched instead of the text's own words
 */
public record Probe(Optional<String> text, Optional<float[]> vector, Filter filter, Optional<Asked> words) {
  /** With the text's own words. */
  public Probe(Optional<String> text, Optional<float[]> vector, Filter filter) {
    this(text, vector, filter, Optional.empty());
  }

  /** Keywords only. */
  public static Probe keyword(String text) {
    return new Probe(Optional.of(text), Optional.empty(), Filter.everything());
  }

  /** Vectors only. */
  public static Probe dense(float[] vector) {
    return new Probe(Optional.empty(), Optional.of(vector), Filter.everything());
  }

  /** Both. */
  public static Probe hybrid(String text, float[] vector) {
    return new Probe(Optional.of(text), Optional.of(vector), Filter.everything());
  }

  /** The same among other documents. */
  public Probe among(Filter others) {
    return new Probe(text, vector, others, words);
  }

  /** The same with other words. */
  public Probe with(Asked others) {
    return new Probe(text, vector, filter, Optional.of(others));
  }

  /** The words that are searched, if keywords are asked, by the rules of each of these languages. */
  public Optional<Asked> asked(Collection<Language> languages) {
    return text.map(each -> words.orElseGet(() -> Asked.of(each, languages)));
  }
}
