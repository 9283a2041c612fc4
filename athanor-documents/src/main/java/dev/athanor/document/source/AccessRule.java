package dev.athanor.document.source;

import dev.athanor.document.Readers;

/**
 * Who may read the documents that a pattern covers.
 *
 * @param match over the names of a source's documents, without the source's own name
 */
public record AccessRule(Glob match, Readers readers) {
}
