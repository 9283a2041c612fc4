package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds for a new document the one that is gone and had the same content. Each of those is found once; among several, the one
 * with the same file name comes first. For one thread.
 */
final class Renames {

  private final Map<String, List<DocumentId>> goneByHash = new HashMap<>();

  /** Among these documents, which are gone. */
  Renames(Collection<LedgerEntry> gone) {
    gone.stream().sorted(Comparator.comparing(LedgerEntry::document))
        .forEach(entry -> DocumentPreparation.indexed(entry.outcome()).ifPresent(indexed -> goneByHash
            .computeIfAbsent(indexed.provenance().rawHash(), hash -> new ArrayList<>())
            .add(entry.document())));
  }

  /** The former name of a new document with this content. */
  Optional<DocumentId> take(DocumentId added, String rawHash) {
    List<DocumentId> candidates = goneByHash.getOrDefault(rawHash, List.of());
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    DocumentId found = candidates.stream().filter(each -> each.fileName().equals(added.fileName()))
        .findFirst().orElse(candidates.getFirst());
    candidates.remove(found);
    return Optional.of(found);
  }
}
