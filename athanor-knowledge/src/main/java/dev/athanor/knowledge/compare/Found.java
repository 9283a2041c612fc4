package dev.athanor.knowledge.compare;

import java.time.Duration;
import java.util.List;

/**
 * What one side has found for a question, as it is judged.
 *
 * @param hits the best first
 * @param ranked the same without repetitions: documents, or where spans are expected those, as far as they were not there before
 * @param relevant how many of the hits are relevant
 * @param took how long it took
 */
public record Found(List<FoundHit> hits, List<String> ranked, int relevant, Duration took) {
  /** Copies. */
  public Found {
    hits = List.copyOf(hits);
    ranked = List.copyOf(ranked);
  }

  /**
   * A passage.
   *
   * @param document in which it stands
   * @param section the way to it for a reader
   * @param score what hits are ordered by
   * @param characters how long the text is that a reader of the hit gets
   * @param relevant whether it is what was expected
   */
  public record FoundHit(String document, String section, double score, int characters, boolean relevant) {}

  /** The documents, each at its best place. */
  public List<String> documents() {
    return hits.stream().map(FoundHit::document).distinct().toList();
  }
}
