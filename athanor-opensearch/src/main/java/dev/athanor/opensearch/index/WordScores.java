package dev.athanor.opensearch.index;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;

/** Scores passages by their words, with Lucene's own BM25 over exact counts: the same float as in a folder. */
final class WordScores {
  private static final BM25Similarity SIMILARITY = new BM25Similarity((float) Layout.K1, (float) Layout.B);

  private final Map<String, SimScorer> scorers = new HashMap<>();

  /**
   * For a question.
   *
   * @param words what each counts
   * @param sizes of what can be seen
   * @param occurrences in how many chunks that can be seen each word occurs, at least one
   */
  WordScores(Map<String, Float> words, Statistics.Sizes sizes, Map<String, Long> occurrences) {
    words.forEach((word, weight) -> {
      long found = occurrences.getOrDefault(word, 0L);
      if (found > 0) {
        scorers.put(word, SIMILARITY.scorer(weight, all(sizes), one(word, found)));
      }
    });
  }

  /** How much a word weighs by how rare it is. */
  static double rarity(Statistics.Sizes sizes, long occurrences) {
    return SIMILARITY.idfExplain(all(sizes), one("", occurrences)).getValue().doubleValue();
  }

  private static CollectionStatistics all(Statistics.Sizes sizes) {
    return new CollectionStatistics(Layout.WORDS, sizes.passages(), sizes.passages(), sizes.words(),
        sizes.passages());
  }

  private static TermStatistics one(String word, long occurrences) {
    return new TermStatistics(new BytesRef(word), occurrences, occurrences);
  }

  /** The score of a passage of these words, with blanks between them; 0 if none of them is asked for. */
  double score(String said) {
    if (said.isEmpty()) {
      return 0;
    }
    String[] words = said.split(" ", -1);
    Map<String, Integer> counts = new HashMap<>();
    for (String word : words) {
      if (scorers.containsKey(word)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    long norm = SmallFloat.intToByte4(words.length);
    double sum = 0;
    for (Map.Entry<String, SimScorer> each : scorers.entrySet()) {
      Integer count = counts.get(each.getKey());
      if (count != null) {
        sum += each.getValue().score(count, norm);
      }
    }
    return (float) sum;
  }
}
