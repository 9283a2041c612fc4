package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;

/**
 * A document that could not be indexed as it is now.
 *
 * @param reason what is wrong and what to do, without a full stop
 */
public record FailedDocument(DocumentId document, String reason) {
}
