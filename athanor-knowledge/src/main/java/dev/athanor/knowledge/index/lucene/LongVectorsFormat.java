package dev.athanor.knowledge.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * A format of Lucene's for longer vectors than the 1024 dimensions that it takes by default. The limit is one of writing only:
 * files name the format inside, and any Lucene reads them by that.
 */
final class LongVectorsFormat extends KnnVectorsFormat {
  private final KnnVectorsFormat inside;
  private final int longest;

  LongVectorsFormat(KnnVectorsFormat inside, int longest) {
    super(inside.getName());
    this.inside = inside;
    this.longest = longest;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return inside.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return inside.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return longest;
  }

  @Override
  public String toString() {
    return inside.toString();
  }
}
