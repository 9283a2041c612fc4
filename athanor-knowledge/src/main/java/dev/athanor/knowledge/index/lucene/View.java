package dev.athanor.knowledge.index.lucene;

import dev.athanor.document.Principals;
import java.io.IOException;
import dev.athanor.knowledge.analysis.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * The entries of a snapshot that some principals may read, and what the words of these are worth: a word's weight, were it
 * taken from all entries, would tell how often the word occurs in what is hidden. Safe for use by many threads.
 */
final class View {
  private static final int REMEMBERED_WORDS = 20_000;

  private final DirectoryReader reader;
  /** One for each segment; empty if nothing is hidden. */
  private final Optional<List<FixedBitSet>> readable;
  /** How many can be read of each segment; none if nothing is hidden. */
  private final List<Integer> counts;
  private final int passages;
  private final long words;
  private final Map<Term, Integer> occurrences = new ConcurrentHashMap<>();
  /** Asked for once: a snapshot never changes. */
  private volatile Optional<Set<String>> fields = Optional.empty();
  private volatile Optional<Set<Language>> languages = Optional.empty();

  private View(DirectoryReader reader, Optional<List<FixedBitSet>> readable) throws IOException {
    this.reader = reader;
    this.readable = readable;
    this.counts = readable.orElse(List.of()).stream().map(FixedBitSet::cardinality).toList();
    int found = 0;
    long sum = 0;
    for (LeafReaderContext leaf : readable.isPresent() ? reader.leaves() : List.<LeafReaderContext>of()) {
      NumericDocValues lengths = leaf.reader().getNumericDocValues(Fields.WORDS);
      FixedBitSet bits = bits(leaf);
      while (lengths != null && lengths.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (bits.get(lengths.docID()) && lengths.longValue() > 0) {
          found++;
          sum += lengths.longValue();
        }
      }
    }
    this.passages = found;
    this.words = sum;
  }

  static View of(DirectoryReader reader, Principals asking) throws IOException {
    if (asking.isOperator() || hidesNothing(reader, asking)) {
      return new View(reader, Optional.empty());
    }
    List<FixedBitSet> readable = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      var bits = new FixedBitSet(leaf.reader().maxDoc());
      for (String name : asking.names()) {
        PostingsEnum entries = leaf.reader().postings(new Term(AccessFields.READER, name), PostingsEnum.NONE);
        if (entries != null) {
          bits.or(entries);
        }
      }
      Bits live = leaf.reader().getLiveDocs();
      if (live != null) {
        live.applyMask(bits, 0);
      }
      readable.add(bits);
    }
    return new View(reader, Optional.of(List.copyOf(readable)));
  }

  /** Whether everything can be read in one of these names alone, also what was deleted and is not quite gone. */
  private static boolean hidesNothing(DirectoryReader reader, Principals asking) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(AccessFields.READER);
      // Without readers there is no entry, or one of which nobody knows who may read it.
      boolean open = terms == null ? leaf.reader().maxDoc() == 0 : only(terms.iterator(), asking);
      if (!open) {
        return false;
      }
    }
    return true;
  }

  private static boolean only(TermsEnum names, Principals asking) throws IOException {
    for (BytesRef name = names.next(); name != null; name = names.next()) {
      if (!asking.names().contains(name.utf8ToString())) {
        return false;
      }
    }
    return true;
  }

  /** Whether every entry can be read. */
  boolean isWhole() {
    return readable.isEmpty();
  }

  /** What can be read of a segment of a view that is not whole. */
  FixedBitSet bits(LeafReaderContext leaf) {
    return readable.orElseThrow().get(leaf.ord);
  }

  /** Whether this entry can be read. */
  boolean has(int number) {
    if (number < 0 || number >= reader.maxDoc()) {
      return false;
    }
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
    Bits live = isWhole() ? leaf.reader().getLiveDocs() : bits(leaf);
    return live == null || live.get(number - leaf.docBase);
  }

  /** The names of the fields that an entry has which can be read. */
  Set<String> fields() throws IOException {
    Optional<Set<String>> known = fields;
    if (known.isPresent()) {
      return known.get();
    }
    Set<String> found = new TreeSet<>();
    for (String name : terms(FilterFields.NAME)) {
      if (isReadable(new Term(FilterFields.NAME, name))) {
        found.add(name);
      }
    }
    fields = Optional.of(Collections.unmodifiableSet(found));
    return fields.orElseThrow();
  }

  /** By whose rules the words of entries were cut that can be read: a question's words are cut by no others. */
  Set<Language> languages() throws IOException {
    Optional<Set<Language>> known = languages;
    if (known.isPresent()) {
      return known.get();
    }
    Set<Language> found = new TreeSet<>();
    for (String tag : terms(Fields.LANGUAGE)) {
      if (isReadable(new Term(Fields.LANGUAGE, tag))) {
        found.add(new Language(tag));
      }
    }
    languages = Optional.of(Collections.unmodifiableSet(found));
    return languages.orElseThrow();
  }

  private Set<String> terms(String field) throws IOException {
    Set<String> found = new TreeSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(field);
      TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        found.add(term.utf8ToString());
      }
    }
    return found;
  }

  private boolean isReadable(Term term) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum entries = leaf.reader().postings(term, PostingsEnum.NONE);
      while (entries != null && entries.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (has(leaf.docBase + entries.docID())) {
          return true;
        }
      }
    }
    return false;
  }

  /** In how many entries that can be read a term occurs. */
  int occurrences(Term term) throws IOException {
    if (isWhole()) {
      return reader.docFreq(term);
    }
    Integer known = occurrences.get(term);
    if (known != null) {
      return known;
    }
    if (occurrences.size() >= REMEMBERED_WORDS) {
      occurrences.clear();
    }
    int counted = count(term);
    occurrences.put(term, counted);
    return counted;
  }

  private int count(Term term) throws IOException {
    int count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = leaf.reader();
      PostingsEnum entries = segment.postings(term, PostingsEnum.NONE);
      if (entries != null) {
        FixedBitSet bits = bits(leaf);
        for (int entry = entries.nextDoc(); entry != DocIdSetIterator.NO_MORE_DOCS;) {
          int next = bits.nextSetBit(entry);
          if (next == entry) {
            count++;
            entry = entries.nextDoc();
          } else {
            entry = next == DocIdSetIterator.NO_MORE_DOCS ? next : entries.advance(next);
          }
        }
      }
    }
    return count;
  }

  /** The sizes that decide what a word is worth, of a view that is not whole. */
  CollectionStatistics statistics(String field) {
    // The number of different words of each passage is not used by the score; it has to lie between the other two.
    return new CollectionStatistics(field, reader.maxDoc(), passages, words, passages);
  }

  /** The number of entries of a view that is not whole that can be found by a word. */
  int passages() {
    return passages;
  }

  /** What can be read of a segment, one after the other. */
  DocIdSetIterator entries(LeafReaderContext leaf) {
    FixedBitSet bits = bits(leaf);
    return new BitSetIterator(bits, readable(leaf));
  }

  /** How many entries of a segment can be read, of a view that is not whole. */
  int readable(LeafReaderContext leaf) {
    return counts.get(leaf.ord);
  }

  /** Whether at least a quarter of each segment can be read, so that a search that comes upon entries finds readable ones soon. */
  boolean isOpen() {
    return isWhole()
        || reader.leaves().stream().allMatch(leaf -> readable(leaf) * 4L >= leaf.reader().maxDoc());
  }
}
