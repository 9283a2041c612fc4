package dev.athanor.knowledge.index;

import dev.athanor.document.DocumentId;

/**
 * A document as a snapshot has it.
 *
 * @param id the document
 * @param version the version of its extracted text
 * @param title what a reader would call it
 * @param chunks the number of its chunks
 */
public record IndexedDocument(DocumentId id, String version, String title, int chunks) {}
