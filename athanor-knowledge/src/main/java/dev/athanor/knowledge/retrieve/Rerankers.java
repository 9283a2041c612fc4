package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;

/** Where rerankers are found that settings name. Safe for use by many threads. */
public interface Rerankers {
  /** Has none. */
  Rerankers NONE = asked -> {
    throw AthanorException.user("reranker-missing", "the search asks for the reranker " + asked.model()
        + ", but none is set up here; name it under knowledge.retrieval.reranker in athanor.yaml, or search without it");
  };

  /** The one with this model and tokenizer. */
  Reranker named(RerankSettings asked);

  /**
   * The one that a search may use.
   *
   * @throws AthanorException {@code reranker-changed} when the settings want another version than there is now
   */
  default Reranker checked(RerankSettings asked) {
    Reranker found = named(asked);
    asked.version().filter(version -> !version.equals(found.version())).ifPresent(version -> {
      throw AthanorException.user("reranker-changed", "the run is pinned to " + version + ", but "
          + asked.model() + " with " + asked.tokenizer() + " is " + found.version()
          + " now; put the files back, or fork the run with --set retrieval.reranker.model=" + asked.model()
          + ", which takes what is there");
    });
    return found;
  }
}
