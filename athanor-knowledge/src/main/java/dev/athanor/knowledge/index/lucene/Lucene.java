package dev.athanor.knowledge.index.lucene;

import dev.athanor.error.AthanorException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.FSDirectory;

/** How Lucene is set up, and what its failures mean to a user. */
final class Lucene {
  /** Under which name a commit says how its entries are laid out. */
  static final String LAYOUT = "athanor.layout";
  private static final float K1 = 0.9f;
  private static final float B = 0.4f;
  private static final int BUFFERED_ENTRIES = 4096;
  /** So many segments of about the same size become one; below the second, all are of the same size. */
  private static final int MERGED_AT_ONCE = 4;
  private static final double SMALL_SEGMENT_MB = 0.1;

  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger VECTORIZATION = Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    // It says at every start whether it found the incubating vector module, which is a matter of speed only.
    VECTORIZATION.setLevel(Level.SEVERE);
  }

  private Lucene() {}

  /** Every use of Lucene starts here, so that it has been told to be quiet before it has a word to say. */
  static FSDirectory directory(Path folder) throws IOException {
    return FSDirectory.open(folder);
  }

  static Similarity similarity() {
    return new BM25Similarity(K1, B);
  }

  /**
   * Flushes by count, merges in the writing thread and never by the clock: the same writes in the same order give the
   * same segments, and so the same scores.
   */
  static IndexWriterConfig writerConfig(IndexDeletionPolicy deletionPolicy) {
    var config = new IndexWriterConfig();
    config.setSimilarity(similarity());
    config.setCodec(new IndexCodec());
    config.setMaxBufferedDocs(BUFFERED_ENTRIES);
    config.setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    config.setMergePolicy(mergePolicy());
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setMaxFullFlushMergeWaitMillis(0);
    config.setIndexDeletionPolicy(deletionPolicy);
    config.setCommitOnClose(false);
    return config;
  }

  /**
   * Only segments of about the same size are merged: the graph of what is merged is built again, so that with Lucene's usual policy
   * a small sync waits time and again for the graph of thousands of chunks that it has not touched.
   */
  private static MergePolicy mergePolicy() {
    var policy = new LogByteSizeMergePolicy();
    policy.setMergeFactor(MERGED_AT_ONCE);
    policy.setMinMergeMB(SMALL_SEGMENT_MB);
    return policy;
  }

  /** What a failure while reading or writing this index means. */
  static AthanorException failure(Path folder, IOException e) {
    if (e instanceof IndexFormatTooNewException || e instanceof IndexFormatTooOldException) {
      return AthanorException.data("index-format", "the index in " + folder
          + " is corrupt or was written by another version of Athanor: "
          + e.getMessage()
          + "; build it again with: athanor sync --rebuild (your documents are not touched, and nothing is embedded again)",
          e);
    }
    if (e instanceof CorruptIndexException || e instanceof EOFException || e instanceof NoSuchFileException
        || e instanceof FileNotFoundException) {
      return corrupt(folder, e);
    }
    return AthanorException.data("index-io", "the index in " + folder + " can't be read or written: " + e
        + "; expected a folder that this user can write, with room on its disk; the last committed snapshot is whole:"
        + " mend the cause and try again", e);
  }

  /** The index was written by a version that laid it out in another way. */
  static AthanorException otherLayout(Path folder) {
    return AthanorException.data("index-format", "the index in " + folder
        + " was written by another version of Athanor; build it again with: athanor sync --rebuild (your documents are"
        + " not touched, and nothing is embedded again)");
  }

  static AthanorException corrupt(Path folder, Exception e) {
    return AthanorException.data("index-corrupt", "the index in " + folder + " is corrupt: " + e.getMessage()
        + "; build it again with: athanor sync --rebuild (your documents are not touched, and nothing is embedded again)",
        e);
  }
}
