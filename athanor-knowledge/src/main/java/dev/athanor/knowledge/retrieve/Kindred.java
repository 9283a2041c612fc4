package dev.athanor.knowledge.retrieve;

import dev.athanor.document.DocumentId;
import dev.athanor.document.similar.Sketch;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.retrieve.Copies.Copy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which documents say the same, of those that one search may find: what a filter or its readers hide has no say in it. For one
 * search, on one thread.
 */
final class Kindred {
  /** How many others a hit names. */
  private static final int NAMED = 20;
  /** Groups are closed over so many steps from one document to the next. */
  private static final int STEPS = 5;
  /** And not when they have so many documents. */
  private static final int MANY = 1_000;
  /** So many different texts that are nearly the same are not one text over and over, but a pattern. */
  private static final int PATTERN = 20;

  private final Snapshot snapshot;
  private final Filter filter;
  private final CopySettings settings;
  private final Map<DocumentId, Group> groups = new HashMap<>();
  private final Map<DocumentId, List<IndexedChunk>> chunks = new HashMap<>();
  private final Map<String, Sketch> sketches = new HashMap<>();
  /** The words, as their hash, of documents that share too much with too many. */
  private final Set<Long> patterns = new HashSet<>();

  Kindred(Snapshot snapshot, Filter filter, CopySettings settings) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.settings = settings;
  }

  /**
   * Documents that say the same.
   *
   * @param answers the one that is to be found: of the most authoritative source, then the newest, then the first by name
   * @param all of them, ordered by name
   */
  private record Group(DocumentTraits answers, List<DocumentTraits> all) {
    boolean isAlone() {
      return all.size() == 1;
    }
  }

  /**
   * A passage in place of one that was found.
   *
   * @param group the name of the document that answers for all that say the same
   */
  record Resolved(IndexedChunk chunk, String group, Optional<Copies> copies) {}

  /** Finds out about all of these documents at once. */
  void learn(Collection<DocumentId> documents) {
    List<DocumentId> unknown =
        documents.stream().distinct().filter(each -> !groups.containsKey(each)).toList();
    if (!settings.collapse() || unknown.isEmpty()) {
      return;
    }
    Map<DocumentId, DocumentTraits> known = new LinkedHashMap<>();
    List<DocumentTraits> fresh = snapshot.traits(unknown);
    fresh.forEach(each -> known.put(each.id(), each));
    for (int step = 0; step < STEPS && !fresh.isEmpty() && known.size() < MANY; step++) {
      List<DocumentTraits> reached = new ArrayList<>();
      for (DocumentTraits each : alike(fresh)) {
        if (known.putIfAbsent(each.id(), each) == null) {
          reached.add(each);
        }
      }
      fresh = reached;
    }
    group(known.values());
  }

  /** The documents that say the same as one of these. */
  private List<DocumentTraits> alike(List<DocumentTraits> documents) {
    List<DocumentTraits> found = new ArrayList<>(snapshot.same(documents, filter));
    // Of those with the same words one is enough.
    Map<Long, DocumentTraits> different = new LinkedHashMap<>();
    documents.stream().filter(this::mayBeNear).filter(each -> !each.sketch().isEmpty())
        .forEach(each -> different.putIfAbsent(each.sketch().words(), each));
    List<DocumentTraits> asked = List.copyOf(different.values());
    List<List<DocumentTraits>> kin = snapshot.kin(asked, filter);
    for (int i = 0; i < asked.size(); i++) {
      Sketch sketch = asked.get(i).sketch();
      if (kin.get(i).isEmpty()) {
        patterns.add(sketch.words());
      }
      kin.get(i).stream().filter(this::mayBeNear).filter(each -> alike(sketch, each.sketch()))
          .forEach(found::add);
    }
    return found;
  }

  private boolean mayBeNear(DocumentTraits document) {
    return !settings.equalOnly().contains(document.source().value())
        && !patterns.contains(document.sketch().words());
  }

  private void group(Collection<DocumentTraits> documents) {
    Map<Long, List<DocumentTraits>> same = new LinkedHashMap<>();
    for (DocumentTraits each : documents) {
      if (each.sketch().isEmpty()) {
        belongTogether(List.of(each));
      } else {
        same.computeIfAbsent(each.sketch().words(), _ -> new ArrayList<>()).add(each);
      }
    }
    List<List<DocumentTraits>> left = new ArrayList<>(same.values());
    while (!left.isEmpty()) {
      List<List<DocumentTraits>> texts = new ArrayList<>(List.of(left.removeFirst()));
      for (int i = 0; i < texts.size(); i++) {
        List<DocumentTraits> text = texts.get(i);
        left.removeIf(other -> near(text, other) && texts.add(other));
      }
      if (texts.size() > PATTERN) {
        texts.forEach(this::belongTogether);
      } else {
        belongTogether(texts.stream().flatMap(List::stream).toList());
      }
    }
  }

  private boolean near(List<DocumentTraits> text, List<DocumentTraits> other) {
    return text.stream().anyMatch(this::mayBeNear) && other.stream().anyMatch(this::mayBeNear)
        && alike(text.getFirst().sketch(), other.getFirst().sketch());
  }

  private void belongTogether(List<DocumentTraits> documents) {
    List<DocumentTraits> members =
        documents.stream().sorted(Comparator.comparing(DocumentTraits::id)).toList();
    DocumentTraits answers = members.stream()
        .min(Comparator.comparingInt(this::rank).thenComparing(each -> each.dated().orElse(Instant.MIN),
            Comparator.reverseOrder()))
        .orElseThrow();
    members.forEach(each -> groups.put(each.id(), new Group(answers, members)));
  }

  private boolean alike(Sketch one, Sketch other) {
    return !one.isEmpty() && !other.isEmpty()
        && (one.words() == other.words() || one.likeness(other) >= settings.likeness());
  }

  private int rank(DocumentTraits document) {
    int rank = settings.authority().indexOf(document.source().value());
    return rank < 0 ? settings.authority().size() : rank;
  }

  /**
   * The passage that answers in place of this one: of the document that answers, if that says the same there. What only this one
   * says, it goes on to say.
   */
  Resolved resolve(IndexedChunk found) {
    Group group = groups.get(found.document());
    if (group == null || group.isAlone()) {
      return new Resolved(found, found.document().value(), Optional.empty());
    }
    DocumentId answering = group.answers().id();
    IndexedChunk chunk =
        answering.equals(found.document()) ? found : counterpart(found, answering).orElse(found);
    return new Resolved(chunk, answering.value(),
        Optional.of(copies(group, chunk.document(), found.document())));
  }

  private Optional<IndexedChunk> counterpart(IndexedChunk found, DocumentId answering) {
    List<IndexedChunk> theirs = chunks.computeIfAbsent(answering, snapshot::chunks);
    String text = found.excerpt().text();
    Optional<IndexedChunk> same = theirs.stream().filter(each -> each.excerpt().text().equals(text))
        .min(Comparator.comparingInt(each -> Math.abs(each.ordinal() - found.ordinal())));
    return same.isPresent() ? same
        : theirs.stream().filter(each -> alike(sketch(each), sketch(found)))
            .max(Comparator.comparingDouble(each -> sketch(each).likeness(sketch(found))));
  }

  private Sketch sketch(IndexedChunk chunk) {
    return sketches.computeIfAbsent(chunk.id().value(), _ -> Sketch.of(chunk.excerpt().text()));
  }

  private static Copies copies(Group group, DocumentId hit, DocumentId found) {
    List<Copy> others = group.all().stream().filter(each -> !each.id().equals(hit))
        .map(each -> new Copy(each.id().value(), each.source().value())).toList();
    return new Copies(others.subList(0, Math.min(NAMED, others.size())), Math.max(0, others.size() - NAMED),
        Optional.of(found).filter(each -> !Objects.equals(each, hit)).map(DocumentId::value));
  }
}
