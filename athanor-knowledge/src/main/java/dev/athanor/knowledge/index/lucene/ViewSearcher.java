package dev.athanor.knowledge.index.lucene;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;

/** Searches all entries, but has the words weighed by those of a view alone. */
final class ViewSearcher extends IndexSearcher {
  private final View view;

  /** One segment after the other. */
  ViewSearcher(DirectoryReader reader, View view) {
    super(reader);
    this.view = view;
    prepare();
  }

  /** Several segments at once. What is nearest in one does not depend on the others, so the same is found; of words that is not so. */
  ViewSearcher(DirectoryReader reader, View view, Executor threads) {
    super(reader, threads);
    this.view = view;
    prepare();
  }

  private void prepare() {
    setSimilarity(Lucene.similarity());
    setQueryCache(null);
  }

  @Override
  public CollectionStatistics collectionStatistics(String field) throws IOException {
    return view.isWhole() || !field.equals(Fields.PASSAGE) ? super.collectionStatistics(field)
        : view.statistics(field);
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) throws IOException {
    if (view.isWhole() || !term.field().equals(Fields.PASSAGE)) {
      return super.termStatistics(term, docFreq, totalTermFreq);
    }
    // BM25 does not use how often a word occurs in all, but no less than in how many entries.
    int occurrences = view.occurrences(term);
    return new TermStatistics(term.bytes(), occurrences, occurrences);
  }
}
