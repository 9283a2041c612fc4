package dev.athanor.store.journal;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of an entry or a header as it lies in its row: a byte that names the form, then the JSON in that form. The
 * checksum covers the bytes as they lie there, so that damage is found before anything is made of them.
 */
final class StoredJson {
  private static final byte PLAIN = 0;
  /** Deflated with the first dictionary for entries. */
  private static final byte DEFLATED = 1;

  /** Compressing costs 10 to 20 microseconds, and the smallest entries share their page's write anyway. */
  private static final int SMALLEST_DEFLATED = 450;

  private StoredJson() {}

  static byte[] of(JsonNode json) {
    byte[] plain = CanonicalJson.bytes(json);
    Optional<byte[]> smaller =
        plain.length < SMALLEST_DEFLATED ? Optional.empty() : Deflate.smaller(plain, Dictionary.ENTRIES);
    return smaller.map(deflated -> formed(DEFLATED, deflated))
        .orElseGet(() -> formed(PLAIN,
            plain));
  }

  private static byte[] formed(byte form, byte[] bytes) {
    byte[] stored = new byte[bytes.length + 1];
    stored[0] = form;
    System.arraycopy(bytes, 0, stored, 1, bytes.length);
    return stored;
  }

  /** Finds flipped bits, which the database itself does not look for: the CRC-32C of the bytes and where they belong. */
  static long checksum(long run, long sequence, byte[] stored) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(run).putLong(sequence).flip());
    checksum.update(stored);
    return checksum.getValue();
  }

  /**
   * The JSON again.
   *
   * @throws DataFormatException if the bytes do not match their checksum or are in an unknown form; its message goes on
   *     after "is damaged: "
   */
  static JsonNode read(long run, long sequence, byte[] stored, long checksum) throws DataFormatException {
    if (checksum(run, sequence, stored) != checksum || stored.length == 0) {
      throw new DataFormatException("its checksum does not match");
    }
    return Json.parse(switch (stored[0]) {
      case PLAIN -> Arrays.copyOfRange(stored, 1, stored.length);
      case DEFLATED -> Deflate.content(stored, 1, Integer.MAX_VALUE, Dictionary.ENTRIES);
      default ->
          throw new DataFormatException("it is in form " + stored[0] + ", which this version does not know");
    });
  }
}
