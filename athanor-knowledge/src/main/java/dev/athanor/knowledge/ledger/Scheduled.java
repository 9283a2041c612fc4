package dev.athanor.knowledge.ledger;

import dev.athanor.document.source.SourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * When a source is to be synced next.
 *
 * @param failures how many of its last syncs in a row have failed
 * @param ended when the last one ended
 * @param problem why the last one failed, if it did
 */
public record Scheduled(SourceId source, Instant due, int failures, Instant ended, Optional<String> problem) {
}
