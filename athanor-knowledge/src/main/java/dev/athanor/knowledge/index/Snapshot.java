package dev.athanor.knowledge.index;

import dev.athanor.knowledge.analysis.IndexedWord;
import java.util.List;
import java.util.Set;

/**
 * One committed state of an index, open for reading by some principals. Whatever they may not read is not there for them: no
 * answer, count or score tells of it, since each is what an index of the documents that they may read would say. The same
 * call gives the same answer, to the bit, for as long as the snapshot exists. Safe for use by many threads; the one who
 * opened it closes it.
 */
public interface Snapshot extends AutoCloseable {
  /** The name it was opened by. */
  SnapshotName name();

  /** What its commit says about itself. */
  SnapshotInfo info();

  /** The number of chunks that can be found. */
  int chunks();

  /** Every document, by its id. */
  List<IndexedDocument> documents();

  /** What documents can be filtered by: the names of the fields that at least one of them has. */
  Set<String> fields();

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

  /** In how many chunks a word occurs; what was deleted may still count. */
  int occurrences(IndexedWord word);

  /** Checks that what is stored is what was written: slow, for a diagnosis. Throws if something is wrong. */
  void verify();

  /** Lets go of what it holds. */
  @Override
  void close();
}
