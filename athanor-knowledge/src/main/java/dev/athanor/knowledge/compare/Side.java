package dev.athanor.knowledge.compare;

import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * One of the two that are compared.
 *
 * @param name by which results name it
 * @param snapshot what is searched
 * @param committed when that was made, if it is known
 * @param settings how
 */
public record Side(String name, SnapshotName snapshot, Optional<Instant> committed,
    RetrievalSettings settings) {}
