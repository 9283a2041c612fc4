package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.analysis.IndexedWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns plain text into a query for any of its words. No character of the text has a special meaning. */
final class KeywordQuery {
  /** Of a longer text the rarest words are searched: they tell the most, and Lucene takes at most 1,024. */
  private static final int MOST_WORDS = 512;

  private KeywordQuery() {}

  static Query of(String text, View view) throws IOException {
    Map<String, Integer> counts = words(text);
    var query = new BooleanQuery.Builder();
    boolean any = false;
    for (String word : rarest(List.copyOf(counts.keySet()), view)) {
      var term = new TermQuery(new Term(Fields.PASSAGE, word));
      int count = counts.getOrDefault(word, 1);
      query.add(count == 1 ? term : new BoostQuery(term, count), BooleanClause.Occur.SHOULD);
      any = true;
    }
    return any ? query.build() : new MatchNoDocsQuery("no word that occurs");
  }

  /** How often each word occurs, in order of appearance. */
  private static Map<String, Integer> words(String text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    IndexedWord.of(text).forEach(word -> counts.merge(word.form(), 1, Integer::sum));
    return counts;
  }

  private static List<String> rarest(List<String> words, View view) throws IOException {
    record Counted(String word, int documents) {}
    List<Counted> counted = new ArrayList<>();
    for (String word : words) {
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
