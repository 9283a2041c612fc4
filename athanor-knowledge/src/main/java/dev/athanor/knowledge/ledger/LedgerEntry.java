package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.document.DocumentId;
import dev.athanor.knowledge.source.SourceId;

/** A document as the ledger knows it, without its text and chunks. */
public record LedgerEntry(DocumentId document, SourceId source, Outcome outcome) {
}
