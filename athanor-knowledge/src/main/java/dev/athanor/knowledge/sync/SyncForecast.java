package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import java.util.List;
import java.util.Optional;

/**
 * What a sync would do.
 *
 * @param documents all that it would do something with, ordered by id
 * @param unchanged how many documents it would leave as they are
 * @param refused why it would stop before it changes anything
 * @param restricted documents that fewer may read than before by the rules, whether they can be read or not, ordered by id
 * @param gaps what could not be listed
 */
public record SyncForecast(List<Expected> documents, int unchanged, Optional<String> refused,
    List<DocumentId> restricted, List<String> gaps) {

  /** Copies. */
  public SyncForecast {
    documents = List.copyOf(documents);
    restricted = List.copyOf(restricted);
    gaps = List.copyOf(gaps);
  }

  /**
   * A document.
   *
   * @param detail what else is to be said: why it fails, how it was called; empty for nothing
   */
  public record Expected(DocumentId document, Action action, String detail) {
  }

  /** What would be done with it. */
  public enum Action {
    /** It is new. */
    ADD,
    /** It has other content than before. */
    CHANGE,
    /** It is new, and another one with this content is gone. */
    RENAME,
    /** It is gone. */
    DELETE,
    /** Its content is the same, and it is read again. */
    READ,
    /** Its content is the same, and it is cut again. */
    CUT,
    /** Its content is the same, and it is embedded again. */
    EMBED,
    /** It could not be read last time, and is tried again. */
    RETRY,
    /** It cannot be opened. */
    FAIL
  }
}
