package dev.athanor.models.wire;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers by which a provider lets us in. LangChain4j never holds the key; it is put in here.
 *
 * @param header that carries the key
 * @param prefix before the key, such as {@code "Bearer "}
 * @param secret the key
 * @param headers more of them
 */
public record Authorization(String header, String prefix, Secret secret, Map<String, String> headers) {
  /** Copies. */
  public Authorization {
    headers = Map.copyOf(headers);
  }

  /** Whether it decides the value of a header. */
  boolean decides(String name) {
    Set<String> mine = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    mine.addAll(headers.keySet());
    mine.add(header);
    return mine.contains(name);
  }

  void apply(HttpRequest.Builder request) {
    if (!secret.isEmpty()) {
      request.setHeader(header, prefix + secret.reveal());
    }
    headers.forEach(request::setHeader);
  }

  @Override
  public String toString() {
    return "Authorization[" + header + ", " + headers.keySet() + "]";
  }
}
