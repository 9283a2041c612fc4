package dev.athanor.document.source.records;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which no piece may be longer than a limit. */
final class Metered extends FilterInputStream {
  /** What a parser may have read ahead. */
  private static final int AHEAD = 1 << 16;

  private final long most;
  private long count;

  Metered(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /** A new piece begins. */
  void restart() {
    count = 0;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int read) throws IOException {
    count += read;
    if (count > most + AHEAD) {
      throw new IOException("a record has more than the " + most
          + " bytes that a document may have; split it, or raise the limit");
    }
  }
}
