package dev.athanor.knowledge.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.util.Bits;

/**
 * The nearest of what can be read, where that is much of each segment. As a filter it would be gone through entry by entry for each
 * question; here the view's own bits say of each entry that is reached whether it can be read.
 */
final class NearestReadable extends KnnFloatVectorQuery {
  private final View view;

  NearestReadable(View view, float[] vector, int most) {
    super(Fields.VECTOR, vector, most);
    this.view = view;
  }

  @Override
  protected TopDocs approximateSearch(LeafReaderContext leaf, AcceptDocs everything, int visits,
      KnnCollectorManager collectors) throws IOException {
    return super.approximateSearch(leaf, new Admitted(view, leaf), visits, collectors);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof NearestReadable query && view == query.view;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + System.identityHashCode(view);
  }

  private static final class Admitted extends AcceptDocs {
    private final View view;
    private final LeafReaderContext leaf;

    Admitted(View view, LeafReaderContext leaf) {
      this.view = view;
      this.leaf = leaf;
    }

    @Override
    public Bits bits() {
      return view.bits(leaf);
    }

    @Override
    public DocIdSetIterator iterator() {
      return view.entries(leaf);
    }

    @Override
    public int cost() {
      return view.readable(leaf);
    }
  }
}
