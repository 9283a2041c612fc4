package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.chunk.ChunkedDocument;

/** A document to be recorded: what it has become, and of what. */
public record LedgerDocument(ChunkedDocument document, Provenance provenance) {
}
