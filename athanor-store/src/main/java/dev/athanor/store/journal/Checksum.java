package dev.athanor.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Finds flipped bits in rows, which the database itself does not look for. */
final class Checksum {
  private Checksum() {}

  /** The CRC-32C of a body and of where it belongs. */
  static long of(long run, long sequence, byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(run).putLong(sequence).flip());
    checksum.update(body);
    return checksum.getValue();
  }
}
