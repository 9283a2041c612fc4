package dev.athanor.knowledge.retrieve;

import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.retrieve.Explanation.Dropped;
import dev.athanor.knowledge.retrieve.Explanation.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the best of one search. */
final class Selection {
  private final RetrievalSettings settings;
  private final Consumer<Dropped> dropped;
  private final Map<String, Integer> taken = new HashMap<>();
  private final Set<String> sections = new HashSet<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<Hit> over = new ArrayList<>();

  /**
   * By these settings.
   *
   * @param dropped is told what is no hit, and why
   */
  Selection(RetrievalSettings settings, Consumer<Dropped> dropped) {
    this.settings = settings;
    this.dropped = dropped;
  }

  List<Hit> of(Iterator<Distinct.Found> ordered) {
    while (hits.size() < settings.k() && ordered.hasNext()) {
      add(ordered.next());
    }
    over.stream().limit(settings.k() - (long) hits.size()).forEach(hits::add);
    return hits;
  }

  private void add(Distinct.Found each) {
    IndexedChunk chunk = each.chunk();
    if (settings.expandParents()
        && !sections.add(chunk.document().value() + '\0' + chunk.parent().ordinal())) {
      drop(each, Reason.SECTION);
      return;
    }
    // Of documents that say the same there are no more hits than of one.
    String document = each.resolved().group();
    int before = taken.getOrDefault(document, 0);
    if (before < settings.perDocument()) {
      taken.put(document, before + 1);
      hits.add(hit(each));
    } else {
      drop(each, Reason.CAP);
      if (over.size() < settings.k()) {
        over.add(hit(each));
      }
    }
  }

  private void drop(Distinct.Found each, Reason reason) {
    dropped
        .accept(new Dropped(each.chunk().document().value(), each.chunk().id().value(), each.score().total(),
            reason));
  }

  private Hit hit(Distinct.Found each) {
    IndexedChunk chunk = each.chunk();
    var place = new Place(chunk.document().value(), chunk.version(), chunk.title(), chunk.headings());
    Optional<Passage> section = settings.expandParents()
        ? Optional.of(Passage.of(chunk.parent().excerpt()))
        : Optional.empty();
    return new Hit(chunk.id().value(), place, Passage.of(chunk.excerpt()), section, each.score(),
        each.resolved().copies());
  }
}
