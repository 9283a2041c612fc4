package dev.athanor.knowledge.index;

import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.filter.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One committed state of an index, open for reading by some principals. Whatever they may not read is not there for them: no
 * answer, count or score tells of it, since each is what an index of the documents that they may read would say. The same
 * call gives the same answer, to the bit, for as long as the snapshot exists. Safe for use by many threads; the one who
 * opened it closes it.
 */
public interface Snapshot extends AutoCloseable {
  /** The most documents with the same words that are looked at. */
  int MOST_SAME = 10_000;
  /** What more documents than these have in common is a pattern, and tells no copies. */
  int MOST_KIN = 256;

  /** The name it was opened by. */
  SnapshotName name();

  /** What its commit says about itself. */
  SnapshotInfo info();

  /** The number of chunks that can be found. */
  int chunks();

  /** The length of its vectors; 0 if it has none. */
  int dimensions();

  /** Every document, by its id. */
  List<IndexedDocument> documents();

  /** What documents can be filtered by: the names of the fields that at least one of them has. */
  Set<String> fields();

  /** By whose rules chunks were cut into words. */
  Set<Language> languages();

  /**
   * The best chunks by keywords together with the best by vector, each with its exact score in both.
   *
   * @param most how many of the best to take in each way, at least 1
   * @return the union, in the order of the chunks' ids
   */
  List<Candidate> candidates(Probe probe, int most);

  /**
   * The chunk of a candidate of this snapshot.
   *
   * @throws java.util.NoSuchElementException when there is no such chunk
   */
  IndexedChunk chunk(Candidate candidate);

  /** The chunks of these candidates, in their order. */
  default List<IndexedChunk> chunks(List<Candidate> candidates) {
    return candidates.stream().map(this::chunk).toList();
  }

  /** What is compared of these documents, so far as they are here, by their ids. */
  List<DocumentTraits> traits(Collection<DocumentId> documents);

  /**
   * The documents with the same words as one of these, by their ids. These are among them, if they pass and have words.
   *
   * @param documents of this snapshot, as {@link #traits} has told them
   * @param filter which documents may be found
   * @return at most {@value #MOST_SAME}
   */
  List<DocumentTraits> same(Collection<DocumentTraits> documents, Filter filter);

  /**
   * For each of these the documents that may be like it, by their ids: they have a band in common. It is among them, if it passes.
   *
   * @param documents of this snapshot, as {@link #traits} has told them
   * @param filter which documents may be found
   * @return in the order of the documents; none for one that has more than {@value #MOST_KIN}
   */
  List<List<DocumentTraits>> kin(List<DocumentTraits> documents, Filter filter);

  /** All chunks of a document in their order; none if it is not here. */
  List<IndexedChunk> chunks(DocumentId document);

  /** In how many chunks a word occurs; what was deleted may still count. */
  int occurrences(IndexedWord word);

  /** Checks that what is stored is what was written: slow, for a diagnosis. Throws if something is wrong. */
  void verify();

  /** Lets go of what it holds. */
  @Override
  void close();
}
