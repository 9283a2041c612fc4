package dev.athanor.document.source.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Takes what is found in an archive, in its order. */
interface MemberSink {
  /** Whether a member of this name is wanted, so that its content need be read. */
  boolean wants(String name) throws IOException;

  /**
   * A member.
   *
   * @param modified when it was last changed, as far as the archive says
   */
  void member(String name, Optional<Instant> modified, byte[] content) throws IOException;

  /** A member that cannot be read, and why. */
  void broken(String name, String reason);
}
