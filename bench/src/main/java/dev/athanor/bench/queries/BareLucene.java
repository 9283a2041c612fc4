package dev.athanor.bench.queries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Hybrid search as one writes it by hand, over the very files that the index has written: the hundred best by words and the
 * hundred nearest, their scores scaled and added, the stored fields of the ten best read. No ledger of versions, no readers,
 * no exact scores of what only the other way has found, no sections, no limit for each document.
 */
final class BareLucene implements AutoCloseable {
  private static final int CANDIDATES = 100;
  private static final int HITS = 10;
  private static final float DENSE_WEIGHT = 0.7f;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final QueryBuilder words = new QueryBuilder(new EnglishAnalyzer());

  BareLucene(Path folder) throws IOException {
    reader = DirectoryReader.open(FSDirectory.open(folder.resolve("lucene")));
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity(0.9f, 0.4f));
    searcher.setQueryCache(null);
  }

  int segments() {
    return reader.leaves().size();
  }

  /** Answers with the number of stored fields read, so that nothing is left out as unused. */
  int ask(String question, float[] vector) throws IOException {
    Query keywords = words.createBooleanQuery("passage", question);
    Map<Integer, Float> scores = new HashMap<>();
    if (keywords != null) {
      add(scores, searcher.search(keywords, CANDIDATES).scoreDocs, 1 - DENSE_WEIGHT);
    }
    add(scores, searcher.search(new KnnFloatVectorQuery("vector", vector, CANDIDATES), CANDIDATES).scoreDocs,
        DENSE_WEIGHT);
    List<Integer> best = scores.entrySet().stream()
        .sorted(Map.Entry.<Integer, Float>comparingByValue().reversed()).limit(HITS).map(Map.Entry::getKey)
        .toList();
    int read = 0;
    for (int each : best) {
      read += searcher.storedFields().document(each).getFields().size();
    }
    return read;
  }

  private static void add(Map<Integer, Float> scores, ScoreDoc[] found, float weight) {
    if (found.length == 0) {
      return;
    }
    float greatest = found[0].score;
    float least = found[found.length - 1].score;
    for (ScoreDoc each : found) {
      float scaled = greatest > least ? (each.score - least) / (greatest - least) : 1;
      scores.merge(each.doc, weight * scaled, Float::sum);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
