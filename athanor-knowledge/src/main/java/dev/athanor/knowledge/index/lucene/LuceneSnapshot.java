package dev.athanor.knowledge.index.lucene;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.Signal;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.IndexedDocument;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.ThreadInterruptedException;

/**
 * One committed state of an index, open for reading. The same call gives the same answer, to the bit, for as long as the
 * snapshot exists. Safe for use by many threads; the one who opened it closes it.
 */
public final class LuceneSnapshot implements Snapshot {
  /** From so many entries on, of all kinds, a segment is large ({@code bench/run queries 1000000} measures it). */
  private static final int LARGE = 250_000;
  /** So many times more are looked at there. */
  private static final int WIDER = 2;

  private final Path folder;
  private final SnapshotName name;
  private final DirectoryReader reader;
  private final View view;
  private final IndexSearcher searcher;
  /** For vectors only: a search for words may skip other entries when it is told of those that other threads have found. */
  private final IndexSearcher vectors;
  private final TraitsLookup traits;
  private final AtomicBoolean open = new AtomicBoolean(true);

  LuceneSnapshot(Path folder, SnapshotName name, DirectoryReader reader, View view) {
    this.folder = folder;
    this.name = name;
    this.reader = reader;
    this.view = view;
    this.searcher = new ViewSearcher(reader, view);
    this.vectors = new ViewSearcher(reader, view, Threads.EXECUTOR);
    this.traits = new TraitsLookup(searcher);
  }

  @Override
  public SnapshotName name() {
    return name;
  }

  @Override
  public SnapshotInfo info() {
    return reading(() -> SnapshotInfo.from(reader.getIndexCommit().getUserData()));
  }

  @Override
  public int chunks() {
    return reading(() -> searcher.count(readable(new FieldExistsQuery(Fields.CHUNK_ID))));
  }

  @Override
  public List<IndexedDocument> documents() {
    return reading(() -> {
      Query query = readable(new TermQuery(new Term(Fields.ENTRY, Fields.DOCUMENT_ENTRY)));
      List<IndexedDocument> documents = new ArrayList<>();
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc found : searcher.search(query, Math.max(1, reader.maxDoc())).scoreDocs) {
        documents.add(Fields.document(stored.document(found.doc)));
      }
      documents.sort(Comparator.comparing(IndexedDocument::id));
      return List.copyOf(documents);
    });
  }

  @Override
  public Set<String> fields() {
    return reading(view::fields);
  }

  @Override
  public int dimensions() {
    return reading(() -> reader.leaves().stream()
        .map(leaf -> leaf.reader().getFieldInfos().fieldInfo(Fields.VECTOR)).filter(Objects::nonNull)
        .mapToInt(FieldInfo::getVectorDimension).max().orElse(0));
  }

  @Override
  public Set<Language> languages() {
    return reading(view::languages);
  }

  @Override
  public List<Candidate> candidates(Probe probe, int most) {
    return reading(() -> {
      Optional<Query> admitted = admitted(probe.filter());
      Optional<Asked> asked = probe.asked(view.languages());
      Optional<Query> keywords =
          asked.isPresent() ? Optional.of(KeywordQuery.of(asked.get(), searcher, view)) : Optional.empty();
      List<Callable<ScoreDoc[]>> searches = new ArrayList<>();
      keywords.map(query -> restricted(query, admitted))
          .ifPresent(query -> searches.add(() -> searcher.search(query, most).scoreDocs));
      probe.vector().map(vector -> nearest(vector, most, probe.filter(), admitted))
          .ifPresent(query -> searches.add(() -> vectors.search(query, most).scoreDocs));
      int[] found =
          Threads.TASKS.invokeAll(searches).stream().flatMap(Arrays::stream).mapToInt(each -> each.doc)
              .sorted().distinct().toArray();
      ChunkId[] ids = ids(found);
      List<Map<Integer, Signal>> signals = Threads.TASKS.invokeAll(List.of(
          () -> keywords.isPresent() ? ranked(ids, keywordScores(keywords.get(), found)) : Map.of(),
          () -> probe.vector().isPresent() ? ranked(ids, similarities(probe.vector().get(), found))
              : Map.of()));
      Map<Integer, Signal> keyword = signals.getFirst();
      Map<Integer, Signal> dense = signals.getLast();
      return IntStream.range(0, found.length)
          .mapToObj(i -> new Candidate(found[i], ids[i], Optional.ofNullable(keyword.get(i)),
              Optional.ofNullable(dense.get(i))))
          .sorted(Comparator.comparing(Candidate::id)).toList();
    });
  }

  @Override
  public IndexedChunk chunk(Candidate candidate) {
    return reading(() -> {
      if (!view.has(candidate.number())) {
        throw new NoSuchElementException("snapshot " + name + " has no chunk " + candidate.number());
      }
      StoredFields stored = reader.storedFields();
      Document entry = stored.document(candidate.number());
      Document section = stored.document(candidate.number() - Fields.sectionDistance(entry));
      return Fields.chunk(candidate.id(), entry, section);
    });
  }

  /** Read at the same time. */
  @Override
  public List<IndexedChunk> chunks(List<Candidate> candidates) {
    return reading(() -> Threads.TASKS.invokeAll(
        candidates.stream().<Callable<IndexedChunk>>map(each -> () -> chunk(each)).toList()));
  }

  @Override
  public List<DocumentTraits> traits(Collection<DocumentId> documents) {
    return reading(() -> traits.of(documents, admitted(Filter.everything())));
  }

  @Override
  public List<DocumentTraits> same(Collection<DocumentTraits> documents, Filter filter) {
    return reading(() -> traits.same(documents, filter, admitted(filter)));
  }

  @Override
  public List<List<DocumentTraits>> kin(List<DocumentTraits> documents, Filter filter) {
    return reading(() -> traits.kin(documents, filter, admitted(filter)));
  }

  @Override
  public List<IndexedChunk> chunks(DocumentId document) {
    return reading(() -> {
      var query = new BooleanQuery.Builder();
      query.add(new TermQuery(new Term(Fields.DOCUMENT, document.value())), Occur.FILTER);
      query.add(new FieldExistsQuery(Fields.CHUNK_ID), Occur.FILTER);
      Query readable = readable(query.build());
      int[] numbers =
          Arrays.stream(searcher.search(readable, Math.max(1, searcher.count(readable))).scoreDocs)
              .mapToInt(each -> each.doc).sorted().toArray();
      ChunkId[] ids = ids(numbers);
      List<IndexedChunk> chunks = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        chunks.add(chunk(new Candidate(numbers[i], ids[i], Optional.empty(), Optional.empty())));
      }
      chunks.sort(Comparator.comparingInt(IndexedChunk::ordinal));
      return List.copyOf(chunks);
    });
  }

  @Override
  public int occurrences(IndexedWord word) {
    return reading(() -> view.occurrences(new Term(Fields.PASSAGE, word.form())));
  }

  @Override
  public void verify() {
    reading(() -> {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      return true;
    });
  }

  /** Lets go of the files. */
  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      reading(() -> {
        reader.decRef();
        return true;
      });
    }
  }

  /** What of a query can be read. */
  private Query readable(Query query) {
    return view.isWhole() ? query : restricted(query, Optional.of(new ReadableQuery(view)));
  }

  /** What can be read and passes the filter; empty if everything does. */
  private Optional<Query> admitted(Filter filter) {
    if (filter.equals(Filter.everything())) {
      return view.isWhole() ? Optional.empty() : Optional.of(new ReadableQuery(view));
    }
    return Optional.of(readable(FilterFields.query(filter)));
  }

  static Query restricted(Query query, Optional<Query> admitted) {
    return admitted.isEmpty() ? query
        : new BooleanQuery.Builder().add(query, Occur.MUST).add(admitted.get(), Occur.FILTER).build();
  }

  private Query nearest(float[] vector, int most, Filter filter, Optional<Query> admitted) {
    int reach = hasLargeSegment() ? most * WIDER : most;
    if (filter.equals(Filter.everything()) && !view.isWhole() && view.isOpen()) {
      return new NearestReadable(view, vector, reach);
    }
    return admitted.isEmpty() ? new KnnFloatVectorQuery(Fields.VECTOR, vector, reach)
        : new KnnFloatVectorQuery(Fields.VECTOR, vector, reach, admitted.get());
  }

  /** The graph of one is so large that a search has to look at more on its way, or misses some of the nearest. */
  private boolean hasLargeSegment() {
    return reader.leaves().stream().anyMatch(leaf -> leaf.reader().maxDoc() >= LARGE);
  }

  /** In ascending order, as the numbers are. */
  private ChunkId[] ids(int[] numbers) throws IOException {
    var ids = new ChunkId[numbers.length];
    int i = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      if (i == numbers.length || numbers[i] >= end) {
        continue;
      }
      BinaryDocValues values = leaf.reader().getBinaryDocValues(Fields.CHUNK_ID);
      for (; i < numbers.length && numbers[i] < end; i++) {
        if (values == null || !values.advanceExact(numbers[i] - leaf.docBase)) {
          throw new NoSuchElementException("entry " + numbers[i] + " of snapshot " + name + " is no chunk");
        }
        ids[i] = new ChunkId(values.binaryValue().utf8ToString());
      }
    }
    return ids;
  }

  private double[] keywordScores(Query query, int[] numbers) throws IOException {
    return ExactScores.keyword(searcher, query, numbers);
  }

  private double[] similarities(float[] vector, int[] numbers) throws IOException {
    return ExactScores.cosine(reader.leaves(), vector, numbers);
  }

  /** By position in the arrays. */
  private static Map<Integer, Signal> ranked(ChunkId[] ids, double[] scores) {
    List<Integer> order = IntStream.range(0, ids.length).boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> ids[i])).toList();
    Map<Integer, Signal> signals = new HashMap<>();
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      signals.put(i, new Signal(scores[i], rank + 1));
    }
    return signals;
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Runs what reads files; when it fails in an odd way, finds out whether the files are to blame. */
  private <T> T reading(Reading<T> work) {
    try {
      return work.read();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    } catch (ThreadInterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AthanorException("interrupted", Category.INTERNAL, true, "searching was interrupted", e);
    } catch (IndexOutOfBoundsException | IllegalStateException | NegativeArraySizeException e) {
      throw blame(e);
    }
  }

  private RuntimeException blame(RuntimeException e) {
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader files = leaf.reader();
      try {
        files.checkIntegrity();
      } catch (IOException corrupt) {
        return Lucene.corrupt(folder, corrupt);
      }
    }
    return e;
  }
}
