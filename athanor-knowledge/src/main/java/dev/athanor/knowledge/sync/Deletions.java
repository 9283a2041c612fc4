package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.ledger.LedgerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stops a sync that would delete much more than people usually do at once: an unmounted disk, a changed pattern or a query that
 * lost its rows looks the same as a decision. What has only been renamed does not count. Documents of a source that is no
 * longer in the project's file are deleted without a question: that is a decision.
 *
 * @param begun what a sync that was cut off had renamed: the former names, by the new ones
 */
record Deletions(Plan plan, Map<DocumentId, DocumentId> begun) {

  /** More than one in so many is much ... */
  private static final int ONE_IN = 5;
  /** ... unless it is less than this: of three documents, people delete one. */
  private static final int HANDFUL = 5;
  private static final int SHOWN = 5;

  /** What would go of a source. */
  record Vanishing(SourceId source, List<DocumentId> documents, int of) {

    boolean tooMany() {
      int gone = documents.size();
      return gone == of || (gone >= HANDFUL && gone * ONE_IN > of);
    }

    String told() {
      List<String> first = documents.stream().sorted().limit(SHOWN).map(DocumentId::value).toList();
      return documents.size() + " of " + of + " documents of source \"" + source + "\" are no longer there: "
          + String.join(", ", first) + (documents.size() > SHOWN ? ", ..." : "");
    }
  }

  /** The sources that would lose too much. */
  List<Vanishing> tooMany(List<Source> sources) {
    List<Vanishing> suspicious = vanishing(sources, Set.of()).stream().filter(Vanishing::tooMany).toList();
    return suspicious.isEmpty()
        ? List.of()
        : vanishing(sources, renamed()).stream().filter(Vanishing::tooMany).toList();
  }

  /** Throws if there are any. */
  void check(List<Source> sources) {
    List<Vanishing> refused = tooMany(sources);
    if (!refused.isEmpty()) {
      throw SyncFailures.deletes(refused);
    }
  }

  private List<Vanishing> vanishing(List<Source> sources, Set<DocumentId> renamed) {
    Set<SourceId> configured = new HashSet<>(sources.stream().map(Source::id).toList());
    Map<String, List<DocumentId>> gone = new TreeMap<>();
    for (LedgerEntry entry : plan.gone()) {
      boolean counts = configured.contains(entry.source()) && isIndexed(entry);
      if (counts && !renamed.contains(entry.document())) {
        gone.computeIfAbsent(entry.source().value(), source -> new ArrayList<>()).add(entry.document());
      }
    }
    List<Vanishing> vanishing = new ArrayList<>();
    gone.forEach((source, documents) -> {
      SourceId id = new SourceId(source);
      long of = plan.known().values().stream().filter(entry -> entry.source().equals(id) && isIndexed(entry))
          .count();
      vanishing.add(new Vanishing(id, documents, (int) of));
    });
    return vanishing;
  }

  private static boolean isIndexed(LedgerEntry entry) {
    return DocumentPreparation.indexed(entry.outcome()).isPresent();
  }

  /**
   * What is still there under another name. Reads the new documents once more than otherwise, which happens before a sync that
   * would be stopped, and never else. What was there before is a copy and no new name, unless a sync that was cut off has made
   * it one.
   */
  private Set<DocumentId> renamed() {
    Set<DocumentId> renamed = new HashSet<>();
    plan.work()
        .forEach(work -> Optional.ofNullable(begun.get(work.entry().document())).ifPresent(renamed::add));
    Renames renames =
        new Renames(plan.gone().stream().filter(entry -> !renamed.contains(entry.document())).toList());
    for (Plan.Work work : plan.work()) {
      DocumentId document = work.entry().document();
      LedgerEntry entry = plan.known().get(document);
      if (entry == null || !isIndexed(entry)) {
        hash(work).flatMap(content -> renames.take(document, content)).ifPresent(renamed::add);
      }
    }
    return renamed;
  }

  private static Optional<String> hash(Plan.Work work) {
    try (Content content = work.source().open(work.entry(), Optional.empty()).orElseThrow()) {
      return Optional.of(ContentHash.of(content));
    } catch (IOException | AthanorException unreadable) {
      // It is named when the sync comes to it, and until then nobody's new name.
      return Optional.empty();
    }
  }
}
