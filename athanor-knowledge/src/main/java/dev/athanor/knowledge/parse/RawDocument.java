package dev.athanor.knowledge.parse;

import dev.athanor.knowledge.document.DocumentId;

/**
 * A file as it was read.
 *
 * @param bytes its whole content; not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of a large file would only cost memory.
public record RawDocument(DocumentId id, byte[] bytes) {
}
