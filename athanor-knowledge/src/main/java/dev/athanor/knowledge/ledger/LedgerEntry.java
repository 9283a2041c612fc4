package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;

/** A document as the ledger knows it, without its text and chunks. */
public record LedgerEntry(DocumentId document, SourceId source, Outcome outcome) {
}
