package dev.athanor.knowledge.index;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.similar.Sketch;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.filter.Period;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a document is compared with others, to find those that say the same.
 *
 * @param id the document
 * @param source where it comes from
 * @param dated when it was written or changed, as it says itself
 * @param sketch of its text
 */
public record DocumentTraits(DocumentId id, SourceId source, Optional<Instant> dated, Sketch sketch) {
  private static final List<String> DATES = List.of("modified", "updated", "date", "created", "published");
  private static final int ROWS = 5;
  /** So many names a document has by which those that say nearly the same are found, unless it has no words. */
  public static final int BANDS = Sketch.FUNCTIONS / ROWS;

  private static final long PRIME = 0x9E3779B97F4A7C15L;
  private static final long UNDATED = Long.MIN_VALUE;

  /** Of a document. */
  public static DocumentTraits of(SourceId source, Document document) {
    return new DocumentTraits(document.id(), source, dated(document.metadata()), Sketch.of(document.text()));
  }

  private static Optional<Instant> dated(Map<String, String> metadata) {
    return DATES.stream().map(metadata::get).filter(Objects::nonNull).map(Period::of)
        .flatMap(Optional::stream)
        .findFirst().map(period -> Instant.ofEpochMilli(period.start()));
  }

  /** By what an index finds the documents with exactly these words; none without words. */
  public Optional<String> wording() {
    return sketch.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().toHexDigits(sketch.words()));
  }

  /**
   * By what an index finds the documents that are likely to say nearly the same. Two documents with
   * seven tenths of their runs of words in common have such a name in common in 98 of 100 cases, with eight tenths in all but
   * one of 5,000.
   */
  public Set<String> bands() {
    int[] minima = sketch.minima();
    Set<String> bands = new TreeSet<>();
    for (int band = 0; band < minima.length / ROWS; band++) {
      bands.add(band(minima, band));
    }
    return bands;
  }

  private static String band(int[] minima, int band) {
    long hash = band;
    for (int i = band * ROWS; i < (band + 1) * ROWS; i++) {
      hash = (hash + minima[i]) * PRIME;
      hash ^= hash >>> 29;
    }
    return HexFormat.of().toHexDigits(hash);
  }

  /** As bytes, for an index to keep. */
  public byte[] toBytes() {
    byte[] name = id.value().getBytes(StandardCharsets.UTF_8);
    byte[] from = source.value().getBytes(StandardCharsets.UTF_8);
    int[] minima = sketch.minima();
    ByteBuffer bytes = ByteBuffer.allocate(3 * Integer.BYTES + name.length + from.length + 2 * Long.BYTES
        + minima.length * Integer.BYTES);
    bytes.putInt(name.length).put(name).putInt(from.length).put(from);
    bytes.putLong(dated.map(Instant::toEpochMilli).orElse(UNDATED)).putLong(sketch.words());
    bytes.putInt(minima.length);
    for (int each : minima) {
      bytes.putInt(each);
    }
    return bytes.array();
  }

  /** What {@link #toBytes} has written. */
  public static DocumentTraits from(ByteBuffer bytes) {
    String name = text(bytes);
    String from = text(bytes);
    long dated = bytes.getLong();
    long words = bytes.getLong();
    int[] minima = new int[bytes.getInt()];
    for (int i = 0; i < minima.length; i++) {
      minima[i] = bytes.getInt();
    }
    return new DocumentTraits(new DocumentId(name), new SourceId(from),
        dated == UNDATED ? Optional.empty() : Optional.of(Instant.ofEpochMilli(dated)),
        new Sketch(words, minima));
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
