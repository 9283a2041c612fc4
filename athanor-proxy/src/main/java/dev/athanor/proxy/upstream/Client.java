package dev.athanor.proxy.upstream;

import java.util.List;
import java.util.Map;

/** Whoever has asked and gets the answer. Used by one thread at a time. */
public interface Client {
  /** Gives a whole answer. */
  void whole(int status, Map<String, List<String>> headers, byte[] body) throws ClientLeft;

  /** Begins an answer that comes piece by piece. */
  void begin(int status, Map<String, List<String>> headers);

  /** Gives a piece, at once. */
  void piece(byte[] bytes, int length) throws ClientLeft;

  /** Ends an answer that came piece by piece. */
  void end() throws ClientLeft;

  /** Breaks the connection off, as the provider has done. */
  void breakOff();
}
