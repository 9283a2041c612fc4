package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.analysis.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Makes words into a query for any of them. */
final class KeywordQuery {
  /** Of a longer text the rarest words are searched: they tell the most, and Lucene takes at most 1,024. */
  private static final int MOST_WORDS = 512;

  private KeywordQuery() {}

  static Query of(Asked asked, IndexSearcher searcher, View view) throws IOException {
    var query = new BooleanQuery.Builder();
    boolean any = false;
    for (String word : rarest(asked, view)) {
      Term passage = new Term(Fields.PASSAGE, word);
      // Looked up once, though the query is weighed twice: to search, and to score what only the vectors have found.
      var term = new TermQuery(passage, TermStates.build(searcher, passage, true));
      float weight = asked.weights().getOrDefault(word, 1f);
      query.add(weight == 1 ? term : new BoostQuery(term, weight), BooleanClause.Occur.SHOULD);
      any = true;
    }
    return any ? query.build() : new MatchNoDocsQuery("no word that occurs");
  }

  private static List<String> rarest(Asked asked, View view) throws IOException {
    record Counted(String word, int documents) {}
    List<Counted> counted = new ArrayList<>();
    for (String word : asked.weights().keySet()) {
      int documents = view.occurrences(new Term(Fields.PASSAGE, word));
      if (documents > 0) {
        counted.add(new Counted(word, documents));
      }
    }
    if (counted.size() <= MOST_WORDS) {
      return counted.stream().map(Counted::word).toList();
    }
    return counted.stream().sorted(Comparator.comparingInt(Counted::documents).thenComparing(Counted::word))
        .limit(MOST_WORDS).map(Counted::word).toList();
  }
}
