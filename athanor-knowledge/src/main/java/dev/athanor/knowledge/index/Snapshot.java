package dev.athanor.knowledge.index;

import dev.athanor.knowledge.analysis.IndexedWord;
import java.util.List;

/**
 * One committed state of an index, open for reading. The same call gives the same answer, to the bit, for as long as the
 * snapshot exists. Safe for use by many threads; the one who opened it closes it.
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

  /**
   * The best chunks by keywords together with the best by vector, each with its exact score in both.
   *
   * @param most how many of the best to take in each way, at least 1
   * @return the union, in the order of the chunks' ids
   */
  List<Candidate> candidates(Probe probe, int most);

  /** The chunk of a candidate of this snapshot. */
  IndexedChunk chunk(Candidate candidate);

  /** In how many chunks a word occurs; what was deleted may still count. */
  int occurrences(IndexedWord word);

  /** Checks that what is stored is what was written: slow, for a diagnosis. Throws if something is wrong. */
  void verify();

  /** Lets go of what it holds. */
  @Override
  void close();
}
