package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.BiFunction;

/** A file whose bytes are checked against its hash: at the end it is right, or it throws. */
final class CheckedContent extends FilterInputStream {
  private final Hash hash;
  private final BiFunction<Hash, String, AthanorException> corrupt;
  private final MessageDigest digest = Hash.sha256();
  private boolean checked;

  CheckedContent(InputStream file, Hash hash, BiFunction<Hash, String, AthanorException> corrupt) {
    super(file);
    this.hash = hash;
    this.corrupt = corrupt;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    int length = super.read(buffer, from, most);
    if (length > 0) {
      digest.update(buffer, from, length);
    } else if (length < 0 && !checked) {
      checked = true;
      if (!Hash.ofDigest(digest.digest()).equals(hash)) {
        throw corrupt.apply(hash, "its bytes have another hash");
      }
    }
    return length;
  }

  /** Skips by reading, so that nothing escapes the check. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(Math.max(count, 0), 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
