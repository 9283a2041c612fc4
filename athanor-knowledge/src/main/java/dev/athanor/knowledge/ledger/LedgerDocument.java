package dev.athanor.knowledge.ledger;

import dev.athanor.document.clean.Treatment;
import dev.athanor.knowledge.chunk.ChunkedDocument;

/** A document to be recorded: what it has become, of what, and how it was treated. */
public record LedgerDocument(ChunkedDocument document, Provenance provenance, Treatment treatment) {
}
