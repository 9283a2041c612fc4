package dev.athanor.system;

import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.util.function.Supplier;

/**
 * What systems that search search, and how.
 *
 * @param newest asked when such a system is asked
 * @param retrieval how; asked then too
 */
public record KnowledgeUse(Supplier<SnapshotName> newest, Supplier<RetrievalSettings> retrieval) {
  /** Always in this way. */
  public KnowledgeUse(Supplier<SnapshotName> newest, RetrievalSettings retrieval) {
    this(newest, () -> retrieval);
  }
}
