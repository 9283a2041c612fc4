package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;

/** A document whose content had another name. */
public record Rename(DocumentId from, DocumentId to) {
}
