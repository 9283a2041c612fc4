package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.filter.Filter;
import java.util.Optional;

/**
 * How to search. Part of what a run is pinned to.
 *
 * @param mode by words, by meaning or by both
 * @param k the most hits
 * @param candidates how many of the best are taken by words and by meaning, before they are combined; at least k
 * @param denseWeight what meaning counts in {@link Mode#HYBRID}, from 0 to 1; words count the rest
 * @param perDocument the most hits of one document, so long as others have any; what is over comes after them
 * @param expandParents whether hits of one section are one hit, with that section's text
 * @param filter which documents may be found, as {@link Filter#parse} reads it
 * @param copies what is done with documents that say the same; {@link CopySettings#STANDARD} unless it is said
 * @param expansion how the question is expanded, if it is
 * @param reranker which model compares once more, if one does
 */
public record RetrievalSettings(Mode mode, int k, int candidates, double denseWeight, int perDocument,
    boolean expandParents, Optional<String> filter, Optional<CopySettings> copies,
    Optional<ExpansionSettings> expansion, Optional<RerankSettings> reranker) {
  /** What a user gets who says nothing. */
  public static final RetrievalSettings STANDARD = new RetrievalSettings(Mode.HYBRID, 10, 100, 0.7, 3, true);

  /** As JSON. */
  public static final Codec<RetrievalSettings> CODEC = Codec.of(RetrievalSettings.class);

  static final int MOST = 10_000;

  /** Checks the bounds and the filter's syntax. */
  public RetrievalSettings {
    check("k", k, 1, MOST);
    check("candidates", candidates, k, MOST);
    check("perDocument", perDocument, 1, MOST);
    if (!(denseWeight >= 0 && denseWeight <= 1)) {
      throw AthanorException.user("retrieval-settings", "retrieval.denseWeight is " + denseWeight
          + "; expected a number from 0 (words only) to 1 (meaning only), such as 0.7");
    }
    filter = filter.filter(text -> !text.isBlank());
    filter.ifPresent(Filter::parse);
    // What goes without saying is left out, so that equal settings are recorded alike.
    copies = copies.filter(each -> !each.equals(CopySettings.STANDARD));
    reranker.ifPresent(each -> check("reranker.candidates", each.candidates(), k, MOST));
  }

  /** With nothing but a filter. */
  public RetrievalSettings(Mode mode, int k, int candidates, double denseWeight, int perDocument,
      boolean expandParents, Optional<String> filter) {
    this(mode, k, candidates, denseWeight, perDocument, expandParents, filter, Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Without a filter. */
  public RetrievalSettings(Mode mode, int k, int candidates, double denseWeight, int perDocument,
      boolean expandParents) {
    this(mode, k, candidates, denseWeight, perDocument, expandParents, Optional.empty());
  }

  /** The same among the documents that pass this filter as well. */
  public RetrievalSettings among(String text) {
    // By itself first, so that a bracket of the one never pairs with one of the other.
    Filter.parse(text);
    Optional<String> both = text.isBlank() ? filter
        : Optional.of(filter.map(always -> "(" + always + ") (" + text + ")").orElse(text));
    return new RetrievalSettings(mode, k, candidates, denseWeight, perDocument, expandParents, both, copies,
        expansion,
        reranker);
  }

  /** The same in another mode. */
  public RetrievalSettings in(Mode other) {
    return new RetrievalSettings(other, k, candidates, denseWeight, perDocument, expandParents, filter,
        copies, expansion,
        reranker);
  }

  /** The same with documents that say the same treated in another way. */
  public RetrievalSettings with(CopySettings other) {
    return new RetrievalSettings(mode, k, candidates, denseWeight, perDocument, expandParents, filter,
        Optional.of(other),
        expansion, reranker);
  }

  /** The same with the question expanded. */
  public RetrievalSettings with(ExpansionSettings other) {
    return new RetrievalSettings(mode, k, candidates, denseWeight, perDocument, expandParents, filter, copies,
        Optional.of(other), reranker);
  }

  /** The same with a model that compares once more. */
  public RetrievalSettings with(RerankSettings other) {
    return new RetrievalSettings(mode, k, candidates, denseWeight, perDocument, expandParents, filter, copies,
        expansion,
        Optional.of(other));
  }

  /** What is done with documents that say the same. */
  public CopySettings copying() {
    return copies.orElse(CopySettings.STANDARD);
  }

  /** The same with another number of hits, and with candidates enough for it. */
  public RetrievalSettings top(int hits) {
    return new RetrievalSettings(mode, hits, Math.max(hits, candidates), denseWeight, perDocument,
        expandParents, filter, copies, expansion,
        reranker.map(each -> each.atLeast(hits)));
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw AthanorException.user("retrieval-settings", "retrieval." + name + " is " + value
          + "; expected a whole number from " + least + " to " + most);
    }
  }
}
