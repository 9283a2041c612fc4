package dev.athanor.document.similar;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * A document that may be a copy.
 *
 * @param dated when it was written or changed, if that is known
 */
public record Candidate(DocumentId document, SourceId source, Optional<Instant> dated, Sketch sketch) {
}
