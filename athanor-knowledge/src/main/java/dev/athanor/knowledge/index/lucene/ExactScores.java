package dev.athanor.knowledge.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Scores chosen entries exactly, whichever search found them. */
final class ExactScores {
  private ExactScores() {}

  /**
   * The query's score of each entry, 0 where it does not match.
   *
   * @param numbers in ascending order
   */
  static double[] keyword(IndexSearcher searcher, Query query, int[] numbers) throws IOException {
    var scores = new double[numbers.length];
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    int i = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      Scorer scorer = weight.scorer(leaf);
      for (; i < numbers.length && numbers[i] < end; i++) {
        int entry = numbers[i] - leaf.docBase;
        if (scorer != null && reaches(scorer.iterator(), entry)) {
          scores[i] = scorer.score();
        }
      }
    }
    return scores;
  }

  /**
   * The dot product of the vector with that of each entry. Added up in one fixed order in double precision: Lucene's own
   * differs with the vector instructions at hand.
   *
   * @param numbers in ascending order, of entries that have a vector
   */
  static double[] cosine(List<LeafReaderContext> leaves, float[] vector, int[] numbers) throws IOException {
    var scores = new double[numbers.length];
    int i = 0;
    for (LeafReaderContext leaf : leaves) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      if (vectors == null) {
        continue;
      }
      KnnVectorValues.DocIndexIterator entries = vectors.iterator();
      for (; i < numbers.length && numbers[i] < end; i++) {
        if (reaches(entries, numbers[i] - leaf.docBase)) {
          scores[i] = dot(vector, vectors.vectorValue(entries.index()));
        }
      }
    }
    return scores;
  }

  private static boolean reaches(DocIdSetIterator entries, int entry) throws IOException {
    return (entries.docID() < entry ? entries.advance(entry) : entries.docID()) == entry;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
