package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import java.util.function.Supplier;

/**
 * A document that a sync has to look at.
 *
 * @param preparation looks at it, and makes of it what is to be recorded
 */
record Task(SourceId source, DocumentId document, Supplier<Prepared> preparation) {
}
