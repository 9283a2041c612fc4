package dev.athanor.document.source.mail;

import java.io.IOException;

/** Takes the messages of a file, one after the other. */
@FunctionalInterface
interface MailSink {
  /**
   * A message.
   *
   * @param line where it begins
   * @param bytes the whole of it, or its beginning
   * @param isWhole whether it is not larger than a message may be
   */
  void message(long line, byte[] bytes, boolean isWhole) throws IOException;
}
