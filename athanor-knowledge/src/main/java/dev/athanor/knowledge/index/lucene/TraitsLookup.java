package dev.athanor.knowledge.index.lucene;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Finds what is compared of documents, by their ids, their words, their bands. Most documents share neither words nor a band
 * with another, which looking the values up tells; only the others are searched for.
 */
final class TraitsLookup {
  private final IndexSearcher searcher;

  TraitsLookup(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  List<DocumentTraits> of(Collection<DocumentId> documents, Optional<Query> admitted) throws IOException {
    List<String> names = documents.stream().map(DocumentId::value).toList();
    return find(Fields.DOCUMENT, names, admitted, names.size());
  }

  /** See {@link Snapshot#same}. */
  List<DocumentTraits> same(Collection<DocumentTraits> documents, Filter filter, Optional<Query> admitted)
      throws IOException {
    Set<String> shared =
        shared(Fields.WORDING,
            documents.stream().flatMap(each -> each.wording().stream()).distinct().toList());
    List<DocumentTraits> alone = documents.stream()
        .filter(each -> each.wording().filter(wording -> !shared.contains(wording)).isPresent()).toList();
    List<DocumentTraits> found = new ArrayList<>(find(Fields.WORDING, shared, admitted, Snapshot.MOST_SAME));
    found.addAll(passing(alone, filter, admitted));
    return found.stream().sorted(Comparator.comparing(DocumentTraits::id)).limit(Snapshot.MOST_SAME).toList();
  }

  /** See {@link Snapshot#kin}. */
  List<List<DocumentTraits>> kin(List<DocumentTraits> documents, Filter filter, Optional<Query> admitted)
      throws IOException {
    List<Set<String>> bands = documents.stream().map(DocumentTraits::bands).toList();
    Set<String> shared = shared(Fields.BAND, bands.stream().flatMap(Set::stream).distinct().toList());
    List<DocumentTraits> alone = IntStream.range(0, bands.size())
        .filter(i -> !bands.get(i).isEmpty() && bands.get(i).stream().noneMatch(shared::contains))
        .mapToObj(documents::get).toList();
    Map<DocumentId, List<DocumentTraits>> lone = passing(alone, filter, admitted).stream()
        .collect(Collectors.toMap(DocumentTraits::id, List::of));
    List<List<DocumentTraits>> kin = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      List<String> both = bands.get(i).stream().filter(shared::contains).toList();
      List<DocumentTraits> found = both.isEmpty() ? lone.getOrDefault(documents.get(i).id(), List.of())
          : find(Fields.BAND, both, admitted, Snapshot.MOST_KIN + 1);
      kin.add(found.size() > Snapshot.MOST_KIN ? List.of() : found);
    }
    return List.copyOf(kin);
  }

  /** Those that a filter lets through, each once; without a filter they need not be looked up again. */
  private Collection<DocumentTraits> passing(List<DocumentTraits> documents, Filter filter,
      Optional<Query> admitted) throws IOException {
    Map<DocumentId, DocumentTraits> each = new LinkedHashMap<>();
    documents.forEach(document -> each.putIfAbsent(document.id(), document));
    return filter.equals(Filter.everything()) ? each.values() : of(each.keySet(), admitted);
  }

  /** Those of the values that more than one entry has. */
  private Set<String> shared(String field, List<String> values) throws IOException {
    List<BytesRef> names = values.stream().map(BytesRef::new).toList();
    List<Callable<int[]>> counting = searcher.getLeafContexts().stream()
        .<Callable<int[]>>map(leaf -> () -> entries(leaf, field, names)).toList();
    List<int[]> counted = Threads.TASKS.invokeAll(counting);
    return IntStream.range(0, names.size())
        .filter(i -> counted.stream().mapToInt(each -> each[i]).sum() > 1).mapToObj(values::get)
        .collect(Collectors.toSet());
  }

  /** How many entries of a segment have each of the values. */
  private static int[] entries(LeafReaderContext leaf, String field, List<BytesRef> values)
      throws IOException {
    var entries = new int[values.size()];
    Terms terms = leaf.reader().terms(field);
    if (terms != null) {
      TermsEnum each = terms.iterator();
      for (int i = 0; i < entries.length; i++) {
        entries[i] = each.seekExact(values.get(i)) ? each.docFreq() : 0;
      }
    }
    return entries;
  }

  /** Of the documents that have one of these values. */
  private List<DocumentTraits> find(String field, Collection<String> values, Optional<Query> admitted,
      int most)
      throws IOException {
    if (values.isEmpty()) {
      return List.of();
    }
    var query = new BooleanQuery.Builder();
    query.add(new TermQuery(new Term(Fields.ENTRY, Fields.DOCUMENT_ENTRY)), Occur.FILTER);
    query.add(new TermInSetQuery(field, values.stream().map(BytesRef::new).toList()), Occur.FILTER);
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    List<DocumentTraits> found = new ArrayList<>();
    for (ScoreDoc each : searcher.search(LuceneSnapshot.restricted(query.build(), admitted),
        most).scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(each.doc, leaves));
      BinaryDocValues traits = leaf.reader().getBinaryDocValues(Fields.TRAITS);
      if (traits != null && traits.advanceExact(each.doc - leaf.docBase)) {
        BytesRef bytes = traits.binaryValue();
        found.add(DocumentTraits.from(ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)));
      }
    }
    found.sort(Comparator.comparing(DocumentTraits::id));
    return List.copyOf(found);
  }
}
