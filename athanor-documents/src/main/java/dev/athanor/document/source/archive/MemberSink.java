package dev.athanor.document.source.archive;

import java.io.IOException;

/** Takes what is found in an archive, in its order. */
interface MemberSink {
  /** Whether a member of this name is wanted, so that its content need be read. */
  boolean wants(String name) throws IOException;

  /** A member. */
  void member(String name, byte[] content) throws IOException;

  /** A member that cannot be read, and why. */
  void broken(String name, String reason);
}
