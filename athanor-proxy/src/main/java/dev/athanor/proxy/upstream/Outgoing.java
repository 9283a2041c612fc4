package dev.athanor.proxy.upstream;

import dev.athanor.proxy.exchange.Secrets;
import java.util.List;
import java.util.Map;

/**
 * A request as it came, with what is secret in it. Held only until it is answered.
 *
 * @param query as it came
 * @param headers those that go on to the provider
 * @param body its bytes
 * @param plain its bytes without a compression
 * @param secrets the keys in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and the bytes are never changed
public record Outgoing(String query, Map<String, List<String>> headers, byte[] body, byte[] plain,
    Secrets secrets) {
  /** Says nothing: it holds keys. */
  @Override
  public String toString() {
    return "Outgoing";
  }
}
