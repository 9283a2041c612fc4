package dev.athanor.bench.queries;

import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.index.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;

/** The nearest chunks of each question, found by comparing it with every chunk. */
final class Exact {
  private static final int NEAREST = 10;

  private final List<Set<ChunkId>> nearest;

  private Exact(List<Set<ChunkId>> nearest) {
    this.nearest = nearest;
  }

  private record Near(int chunk, float similarity) {}

  static Exact of(NoisyCorpus corpus, int chunks, List<float[]> questions) {
    List<PriorityQueue<Near>> best = new ArrayList<>();
    questions.forEach(_ -> best.add(new PriorityQueue<>(Comparator.comparingDouble(Near::similarity))));
    for (int chunk = 0; chunk < chunks; chunk++) {
      float[] vector = corpus.vector(chunk);
      for (int i = 0; i < questions.size(); i++) {
        PriorityQueue<Near> heap = best.get(i);
        float similarity = VectorUtil.dotProduct(questions.get(i), vector);
        if (heap.size() < NEAREST || similarity > heap.element().similarity()) {
          heap.add(new Near(chunk, similarity));
          if (heap.size() > NEAREST) {
            heap.remove();
          }
        }
      }
    }
    return new Exact(best.stream().map(heap -> ids(corpus, heap)).toList());
  }

  private static Set<ChunkId> ids(NoisyCorpus corpus, PriorityQueue<Near> heap) {
    Set<ChunkId> ids = new HashSet<>();
    for (Near near : heap) {
      int document = near.chunk() / NoisyCorpus.CHUNKS;
      ids.add(corpus.document(document).chunks().get(near.chunk() % NoisyCorpus.CHUNKS).id());
    }
    return ids;
  }

  /** What part of the ten nearest is among the ten best of these. */
  double recall(int question, List<Candidate> found) {
    Set<ChunkId> expected = nearest.get(question);
    long right = found.stream().filter(each -> each.dense().orElseThrow().rank() <= NEAREST)
        .filter(each -> expected.contains(each.id())).count();
    return (double) right / expected.size();
  }
}
