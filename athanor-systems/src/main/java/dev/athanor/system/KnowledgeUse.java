package dev.athanor.system;

import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.util.function.Supplier;

/**
 * What systems that search search, and how.
 *
 * @param newest asked when such a system is asked
 * @param retrieval how
 */
public record KnowledgeUse(Supplier<SnapshotName> newest, RetrievalSettings retrieval) {}
