package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.KnowledgeIndex;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.bloom.BloomFilterFactory;
import org.apache.lucene.codecs.bloom.BloomFilteringPostingsFormat;
import org.apache.lucene.codecs.bloom.FuzzySet;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * How a segment is written: vectors as a graph over bytes, and with names that are looked up by the dozen a Bloom filter, since
 * most of them are in no segment but one. Files name the formats they are in, so only a writer needs this.
 */
final class IndexCodec extends Lucene104Codec {
  /** Twice what Lucene takes: of more than some 100,000 chunks too many of the nearest are missed otherwise, and embedding takes far longer than this. */
  private static final int NEIGHBOURS = 32;
  private static final int BUILD_BEAM = 200;
  private static final Set<String> NAMES = Set.of(Fields.DOCUMENT, Fields.WORDING, Fields.BAND);

  private final KnnVectorsFormat vectors = new LongVectorsFormat(
      new Lucene104HnswScalarQuantizedVectorsFormat(ScalarEncoding.UNSIGNED_BYTE, NEIGHBOURS, BUILD_BEAM),
      KnowledgeIndex.MOST_DIMENSIONS);
  private final PostingsFormat names =
      new BloomFilteringPostingsFormat(super.getPostingsFormatForField(Fields.BAND), new Filters());

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }

  @Override
  public PostingsFormat getPostingsFormatForField(String field) {
    return NAMES.contains(field) ? names : super.getPostingsFormatForField(field);
  }

  /** As large as there may be names: of three entries at most one is a document, which has a wording and bands. */
  private static final class Filters extends BloomFilterFactory {
    private static final int ENTRIES = 3;
    /** The share of names that a segment does not have and is yet asked for. */
    private static final float FALSELY_ASKED = 0.02f;
    private static final float FULL = 0.9f;

    @Override
    public FuzzySet getSetForField(SegmentWriteState state, FieldInfo field) {
      int documents = state.segmentInfo.maxDoc() / ENTRIES + 1;
      return FuzzySet.createOptimalSet(field.name.equals(Fields.BAND) ? documents * DocumentTraits.BANDS
          : documents,
          FALSELY_ASKED);
    }

    @Override
    public boolean isSaturated(FuzzySet filter, FieldInfo field) {
      return filter.getSaturation() > FULL;
    }
  }
}
