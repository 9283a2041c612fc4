package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Treatment;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import java.util.Optional;

/**
 * A document to be recorded.
 *
 * @param document what it has become
 * @param provenance of what, and by what
 * @param treatment how it was cleaned
 * @param renamedFrom the name that its content had before
 */
public record LedgerDocument(ChunkedDocument document, Provenance provenance, Treatment treatment,
    Optional<DocumentId> renamedFrom) {

  /** A document whose content had no other name. */
  public LedgerDocument(ChunkedDocument document, Provenance provenance, Treatment treatment) {
    this(document, provenance, treatment, Optional.empty());
  }

  /** The same, known to have had another name. */
  public LedgerDocument renamedFrom(DocumentId before) {
    return new LedgerDocument(document, provenance, treatment, Optional.of(before));
  }
}
