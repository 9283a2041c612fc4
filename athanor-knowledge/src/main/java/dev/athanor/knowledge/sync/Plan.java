package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sync is about to look at.
 *
 * @param known what the ledger knows, by document
 * @param work every document that is there, source by source
 * @param unreadable documents that cannot even be opened
 * @param gone documents of the ledger that are certainly no more
 * @param gaps what could not be listed
 * @param passedOver files that are no documents, by extension
 * @param notes what else a person should know
 * @param failed sources that could not be listed at all
 */
record Plan(Map<DocumentId, LedgerEntry> known, List<Work> work, List<Unreadable> unreadable,
    List<LedgerEntry> gone, List<String> gaps, Map<String, Integer> passedOver, List<String> notes,
    List<FailedSource> failed) {

  /** A document and where it comes from. */
  record Work(Source source, Entry entry) {
  }

  /** A document that is there, and why it cannot be opened. */
  record Unreadable(SourceId source, DocumentId document, String reason) {
  }

  static Plan of(List<Source> sources, Collection<LedgerEntry> entries, SyncOptions options) {
    Map<DocumentId, LedgerEntry> known = new HashMap<>();
    entries.forEach(entry -> known.put(entry.document(), entry));
    Plan plan = new Plan(known, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
        new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    Set<DocumentId> seen = new HashSet<>();
    Map<SourceId, Boolean> complete = new HashMap<>();
    List<Source> listed = chosen(sources, options);
    if (options.only().isPresent()) {
      plan.leaveToOthers(sources, options.only().get(), seen);
    }
    Map<Source, Listing> listings = plan.list(listed, options);
    for (FailedSource each : plan.failed) {
      complete.put(each.source(), false);
      plan.leave(Set.of(each.source()), seen);
    }
    listings.forEach((source, listing) -> {
      complete.merge(source.id(), listing.isComplete(), Boolean::logicalAnd);
      plan.add(source, listing, seen);
    });
    boolean rest = options.only().isEmpty();
    for (LedgerEntry entry : known.values()) {
      if (!seen.contains(entry.document()) && complete.getOrDefault(entry.source(), rest)) {
        plan.gone.add(entry);
      }
    }
    return plan;
  }

  static List<Source> chosen(List<Source> sources, SyncOptions options) {
    if (options.only().isEmpty()) {
      return sources;
    }
    List<Source> chosen =
        sources.stream().filter(source -> source.id().equals(options.only().get())).toList();
    if (chosen.isEmpty()) {
      throw SyncFailures.unknownSource(options.only().get(), sources);
    }
    return chosen;
  }

  /** What other sources of the project have is theirs, also if this one has something of the same name. */
  private void leaveToOthers(List<Source> sources, SourceId only, Set<DocumentId> seen) {
    Set<SourceId> others = new HashSet<>();
    sources.stream().map(Source::id).filter(id -> !id.equals(only)).forEach(others::add);
    leave(others, seen);
  }

  private void leave(Set<SourceId> others, Set<DocumentId> seen) {
    known.values().stream().filter(entry -> others.contains(entry.source()))
        .forEach(entry -> seen.add(entry.document()));
  }

  /**
   * One source that is down does not keep the others from being synced; where there are no others, it ends the sync, unless
   * fewer may read its documents now.
   */
  private Map<Source, Listing> list(List<Source> sources, SyncOptions options) {
    Map<Source, Listing> listings = new LinkedHashMap<>();
    List<AthanorException> problems = new ArrayList<>();
    for (Source source : sources) {
      try {
        listings.put(source, list(source, options));
      } catch (AthanorException e) {
        problems.add(e);
        failed.add(FailedSource.of(source.id(), e));
      }
    }
    if (listings.isEmpty() && new Narrowing(this, sources).narrowed().isEmpty()) {
      throw problems.size() == 1 ? problems.getFirst()
          : SyncFailures.everySource(failed, problems.getFirst());
    }
    return listings;
  }

  private Listing list(Source source, SyncOptions options) {
    Listing listing = source.list();
    boolean empty = listing.entries().isEmpty() && listing.failed().isEmpty();
    boolean indexed = known.values().stream().anyMatch(entry -> entry.source().equals(source.id()));
    if (empty && !indexed && !options.allowDeletes()) {
      throw SyncFailures.empty(source, listing);
    }
    return listing;
  }

  private void add(Source source, Listing listing, Set<DocumentId> seen) {
    for (Entry entry : listing.entries()) {
      if (seen.add(entry.document())) {
        work.add(new Work(source, entry));
      } else {
        gaps.add(entry.document() + " of source \"" + source.id()
            + "\" was left out, because another source has a document"
            + " of that name; give that source a name in athanor.yaml, which then stands before its documents");
      }
    }
    listing.failed().forEach((document, reason) -> {
      if (seen.add(document)) {
        unreadable.add(new Unreadable(source.id(), document, reason));
      }
    });
    gaps.addAll(listing.gaps());
    notes.addAll(listing.notes());
    listing.passedOver().forEach((extension, count) -> passedOver.merge(extension, count, Integer::sum));
  }
}
