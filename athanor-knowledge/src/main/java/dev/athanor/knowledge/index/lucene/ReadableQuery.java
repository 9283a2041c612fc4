package dev.athanor.knowledge.index.lucene;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/** Every entry that can be read in a view that is not whole. */
final class ReadableQuery extends Query {
  private final View view;

  ReadableQuery(View view) {
    this.view = view;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        return new Weight.DefaultScorerSupplier(
            new ConstantScoreScorer(score(), scoreMode, view.entries(leaf)));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadableQuery query && view == query.view;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(view);
  }

  @Override
  public String toString(String field) {
    return "readable";
  }
}
