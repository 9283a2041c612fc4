package dev.athanor.knowledge.sync;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.ledger.LedgerEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the documents that fewer may read by the rules of today than by those they were recorded under. That does not wait
 * until a document can be read or its source listed again.
 *
 * @param sources those that are synced
 */
record Narrowing(Plan plan, Collection<Source> sources) {

  /** Who still may, of each. */
  Map<DocumentId, Readers> narrowed() {
    Map<SourceId, Source> synced =
        sources.stream().collect(Collectors.toMap(Source::id, Function.identity(), (one, _) -> one));
    Map<DocumentId, Optional<Readers>> ruled = new HashMap<>();
    plan.known().values().forEach(entry -> Optional.ofNullable(synced.get(entry.source()))
        .ifPresent(source -> ruled.put(entry.document(), source.ruled(entry.document()))));
    plan.unreadable().forEach(each -> Optional.ofNullable(synced.get(each.source()))
        .ifPresent(source -> ruled.put(each.document(), source.ruled(each.document()))));
    plan.work().forEach(work -> ruled.put(work.entry().document(), work.entry().attributes().readers()));
    Map<DocumentId, Readers> narrowed = new HashMap<>();
    ruled.forEach((document, readers) -> narrowed(document, readers)
        .ifPresent(fewer -> narrowed.put(document, fewer)));
    return narrowed;
  }

  private Optional<Readers> narrowed(DocumentId document, Optional<Readers> ruled) {
    return Optional.ofNullable(plan.known().get(document)).map(LedgerEntry::outcome)
        .flatMap(DocumentPreparation::indexed).map(indexed -> indexed.provenance().attributes())
        .flatMap(attributes -> fewer(attributes, ruled.orElse(Readers.EVERYONE)));
  }

  private static Optional<Readers> fewer(Attributes recorded, Readers ruled) {
    Readers before = recorded.readers().orElse(Readers.EVERYONE);
    return Optional.of(before.and(ruled)).filter(both -> !both.equals(before));
  }
}
