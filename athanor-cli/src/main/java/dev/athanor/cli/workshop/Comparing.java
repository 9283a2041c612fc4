package dev.athanor.cli.workshop;

import dev.athanor.knowledge.compare.Comparer;
import dev.athanor.knowledge.compare.Side;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.sync.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Compares the indexes of a project.
 *
 * @param workshop where they are
 * @param asker who asks, among which documents
 */
public record Comparing(Workshop workshop, Asker asker) {
  /** What does it. */
  public Comparer comparer() {
    return new Comparer(workshop.retriever(), asker.principals(), asker.filter(),
        once -> Workshop.patiently().answer(once::get));
  }

  /**
   * A side, as a person writes it: {@code main}, or {@code main:mode=keyword,k=20} to search an index in another way.
   *
   * @param k the most hits, if it is not as the index has it; what is written there counts more
   */
  public Side side(String typed, OptionalInt k) {
    int colon = typed.indexOf(':');
    String index = colon < 0 ? typed : typed.substring(0, colon);
    RetrievalSettings settings = workshop.project().settings().knowledge().index(index).retrieval();
    RetrievalSettings asked = k.isPresent() ? settings.top(k.getAsInt()) : settings;
    RetrievalSettings own =
        colon < 0 ? asked : SettingPairs.read(typed, typed.substring(colon + 1)).on(asked);
    SnapshotName newest = workshop.searchable(index, own.mode());
    return new Side(typed, newest, committed(index, newest), own);
  }

  /** As the index's own ledger says: one in a cluster may have been written from elsewhere. */
  private Optional<Instant> committed(String index, SnapshotName snapshot) {
    Path file = Sync.ledgerFile(Indexes.folder(workshop.project(), index));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Ledger ledger = Ledger.open(file, InstantSource.system())) {
      return ledger.committed(snapshot);
    }
  }
}
