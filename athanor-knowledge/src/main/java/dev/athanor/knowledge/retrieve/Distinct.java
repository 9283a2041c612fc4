package dev.athanor.knowledge.retrieve;

import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.retrieve.Explanation.Dropped;
import dev.athanor.knowledge.retrieve.Explanation.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through candidates, the best first, and gives of those that say the same one only. */
final class Distinct implements Iterator<Distinct.Found> {
  private final Snapshot snapshot;
  private final Kindred kindred;
  private final Consumer<Dropped> dropped;
  private final Iterator<Fusion.Fused> ordered;
  private final int atOnce;
  private final Deque<Looked> looked = new ArrayDeque<>();
  private final Deque<Found> next = new ArrayDeque<>();
  private final Set<String> given = new HashSet<>();
  private int copies;

  /** A passage that may be a hit. */
  record Found(Kindred.Resolved resolved, Score score) {
    IndexedChunk chunk() {
      return resolved.chunk();
    }

    /** What the model said that has compared it. */
    double raw() {
      return score.reranked().orElseThrow().raw();
    }
  }

  private record Looked(IndexedChunk chunk, Score score) {}

  /**
   * Over candidates.
   *
   * @param atOnce how many are looked at together
   * @param dropped is told what is only a copy
   */
  Distinct(Snapshot snapshot, Kindred kindred, List<Fusion.Fused> ordered, int atOnce,
      Consumer<Dropped> dropped) {
    this.snapshot = snapshot;
    this.kindred = kindred;
    this.ordered = ordered.iterator();
    this.atOnce = atOnce;
    this.dropped = dropped;
  }

  /** How many were only copies so far. */
  int copies() {
    return copies;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && (!looked.isEmpty() || ordered.hasNext())) {
      if (looked.isEmpty()) {
        look();
      }
      resolve(looked.removeFirst());
    }
    return !next.isEmpty();
  }

  private void look() {
    List<Fusion.Fused> taken = new ArrayList<>();
    while (ordered.hasNext() && taken.size() < atOnce) {
      taken.add(ordered.next());
    }
    List<IndexedChunk> chunks = snapshot.chunks(taken.stream().map(Fusion.Fused::candidate).toList());
    for (int i = 0; i < chunks.size(); i++) {
      looked.add(new Looked(chunks.get(i), taken.get(i).score()));
    }
    kindred.learn(looked.stream().map(each -> each.chunk().document()).toList());
  }

  private void resolve(Looked each) {
    Kindred.Resolved resolved = kindred.resolve(each.chunk());
    if (given.add(resolved.chunk().id().value())) {
      next.add(new Found(resolved, each.score()));
    } else {
      copies++;
      dropped.accept(
          new Dropped(each.chunk().document().value(), each.chunk().id().value(), each.score().total(),
              Reason.COPY));
    }
  }

  @Override
  public Found next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there is no further candidate");
    }
    return next.removeFirst();
  }
}
