package dev.athanor.proxy.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which headers go where. Names are in lower case. */
public final class Headers {
  /** Those of one connection (RFC 9110, 7.6.1), and those that are made anew where the body is. */
  private static final Set<String> CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "te",
      "trailer", "transfer-encoding", "upgrade", "content-length", "host", "expect", "http2-settings");
  /** What a client can take apart is not what is recorded: the provider is asked for plain text. */
  private static final Set<String> NOT_ASKED = Set.of("accept-encoding", "proxy-authorization");
  private static final Set<String> DECIDING = Set.of("anthropic-version", "anthropic-beta", "openai-beta");
  /** About an account, a connection or a moment, and of no use to anybody who reads the record. */
  private static final Set<String> NOT_KEPT = Set.of("set-cookie", "date", "alt-svc", "server", "via",
      "strict-transport-security", "cf-ray", "cf-cache-status", "nel", "report-to", "openai-organization",
      "openai-project", "anthropic-organization-id", "access-control-expose-headers");

  private Headers() {}

  /** What of a client's request goes on to the provider. */
  public static Map<String, List<String>> sent(Map<String, List<String>> asked) {
    return without(without(asked, CONNECTION), NOT_ASKED);
  }

  /** What of a provider's response goes on to the client. */
  public static Map<String, List<String>> passed(Map<String, List<String>> answered) {
    return without(answered, CONNECTION);
  }

  private static Map<String, List<String>> without(Map<String, List<String>> headers, Set<String> names) {
    return headers.entrySet().stream().filter(header -> !names.contains(header.getKey()) && !header.getKey()
        .startsWith(":"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one,
            TreeMap::new));
  }

  /** What of a request decides the answer. JSON need not say that it is JSON. */
  public static Map<String, String> deciding(Map<String, String> asked) {
    Map<String, String> deciding = new TreeMap<>();
    asked.forEach((name, value) -> {
      if (DECIDING.contains(name)) {
        deciding.put(name, value);
      } else if (name.equals("content-type") && !value.contains("json")) {
        deciding.put(name, Bodies.plain(value));
      }
    });
    return deciding;
  }

  /** What of a response is recorded. */
  public static Map<String, String> kept(Map<String, List<String>> answered, Secrets secrets) {
    Map<String, String> kept = new TreeMap<>();
    passed(answered).forEach((name, values) -> {
      if (!NOT_KEPT.contains(name)) {
        kept.put(name, secrets.clean(String.join(", ", values)));
      }
    });
    return kept;
  }

  /** With names in lower case. */
  public static Map<String, List<String>> lower(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return lower;
  }

  /** Each with all its values in one. */
  public static Map<String, String> joined(Map<String, List<String>> headers) {
    Map<String, String> joined = new TreeMap<>();
    headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
    return joined;
  }
}
