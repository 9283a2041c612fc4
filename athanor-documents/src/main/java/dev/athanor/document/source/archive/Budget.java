package dev.athanor.document.source.archive;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.utils.IOUtils;

/** Counts what comes out of one archive, whatever its headers say. For one thread. */
final class Budget {
  private static final long HARMLESS = 1_000_000;

  private final ArchiveLimits limits;
  private final long most;
  private long used;
  private int members;

  /** The archive has more than it may have; nothing more of it is read. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;

    Exceeded(String message) {
      super(message);
    }
  }

  Budget(ArchiveLimits limits, long archiveBytes) {
    this.limits = limits;
    this.most = Math.min(limits.archiveBytes(), Math.max(HARMLESS, archiveBytes * limits.ratio()));
  }

  void count() throws IOException {
    if (++members > limits.members()) {
      throw new Exceeded("it has more than the " + limits.members() + " members that an archive may have");
    }
  }

  /** The content of a member. */
  Piece read(InputStream member) throws IOException {
    long may = Math.min(limits.memberBytes(), most - used);
    byte[] content = member.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, may + 1));
    used += content.length;
    checkTotal();
    return content.length > may ? new Piece.TooLong() : new Piece.Whole(content);
  }

  /** Goes past a member, which costs as much as reading it where the archive is a stream. */
  void skip(InputStream member) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = IOUtils.readFully(member, buffer); read > 0; read = IOUtils.readFully(member, buffer)) {
      used += read;
      checkTotal();
    }
  }

  private void checkTotal() throws Exceeded {
    if (used > most) {
      throw new Exceeded("it unpacks to more than the " + most
          + " bytes that an archive of its size may have (a zip bomb?)");
    }
  }

  /** What was read of a member. */
  sealed interface Piece {
    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Whole(byte[] content) implements Piece {
    }

    /** It has more than a document may have. */
    record TooLong() implements Piece {
    }
  }
}
