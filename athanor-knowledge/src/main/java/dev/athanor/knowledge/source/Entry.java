package dev.athanor.knowledge.source;

import dev.athanor.knowledge.document.DocumentId;
import java.nio.file.Path;

/**
 * A document that a source has.
 *
 * @param path where its file is, spelled as the file system spells it
 * @param bytes its size when it was listed
 */
public record Entry(DocumentId document, Path path, long bytes) {
}
