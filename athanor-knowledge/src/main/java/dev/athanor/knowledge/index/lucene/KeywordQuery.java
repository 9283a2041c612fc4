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
    for (Word word : rarest(asked, searcher, view)) {
      var term = new TermQuery(word.term(), word.states());
      float weight = asked.weights().getOrDefault(word.term().text(), 1f);
      query.add(weight == 1 ? term : new BoostQuery(term, weight), BooleanClause.Occur.SHOULD);
      any = true;
    }
    return any ? query.build() : new MatchNoDocsQuery("no word that occurs");
  }

  /**
   * A word that occurs.
   *
   * @param states where it is: looked up once, though the query is weighed twice, to search, and to score what only the vectors
   *     have found
   * @param documents how many entries have it that can be read
   */
  private record Word(Term term, TermStates states, int documents) {}

  private static List<Word> rarest(Asked asked, IndexSearcher searcher, View view) throws IOException {
    List<Word> words = new ArrayList<>();
    for (String each : asked.weights().keySet()) {
      Term term = new Term(Fields.PASSAGE, each);
      TermStates states = TermStates.build(searcher, term, true);
      int documents = view.isWhole() || states.docFreq() == 0 ? states.docFreq() : view.occurrences(term);
      if (documents > 0) {
        words.add(new Word(term, states, documents));
      }
    }
    if (words.size() <= MOST_WORDS) {
      return words;
    }
    return words.stream().sorted(Comparator.comparingInt(Word::documents).thenComparing(Word::term))
        .limit(MOST_WORDS).toList();
  }
}
