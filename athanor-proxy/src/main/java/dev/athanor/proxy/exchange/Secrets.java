package dev.athanor.proxy.exchange;

import dev.athanor.json.Json;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The keys that a request shows. They go on to the provider and are left out of everything that is written, also where a
 * provider repeats them.
 *
 * @param keys the longest first
 */
public record Secrets(List<String> keys) {
  /** No keys. */
  public static final Secrets NONE = new Secrets(List.of());

  private static final Set<String> HEADERS = Set.of("authorization", "x-api-key", "x-goog-api-key", "api-key",
      "cookie", "proxy-authorization", "x-auth-token", "ocp-apim-subscription-key");
  private static final Set<String> PARAMETERS = Set.of("key", "api_key", "api-key", "access_token");
  /** A shorter one is a word such as {@code ollama} that stands for a key, and may stand in any text. */
  private static final int SHORTEST = 12;
  private static final String REMOVED = "[key]";

  /** Copies. */
  public Secrets {
    keys = keys.stream().distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /**
   * Those of a request.
   *
   * @param headers by their names in lower case
   * @param query as it came
   */
  public static Secrets of(Map<String, String> headers, String query) {
    Stream<String> shown = headers.entrySet().stream().filter(header -> HEADERS.contains(header.getKey()))
        .map(Map.Entry::getValue).flatMap(value -> Stream.of(value, value.replaceFirst(
            "(?i)^(Bearer|Basic) +", "")));
    Stream<String> asked = parameters(query).filter(Secrets::isSecret).map(one -> one.substring(one.indexOf(
        '=') + 1));
    return new Secrets(Stream.concat(shown, asked).filter(key -> key.length() >= SHORTEST).toList());
  }

  private static Stream<String> parameters(String query) {
    return query.isEmpty() ? Stream.empty() : Arrays.stream(query.split("&", -1));
  }

  private static boolean isSecret(String parameter) {
    int equals = parameter.indexOf('=');
    return equals > 0 && PARAMETERS.contains(parameter.substring(0, equals));
  }

  /** A query without keys. */
  public static String withoutKeys(String query) {
    return parameters(query).filter(parameter -> !isSecret(parameter)).collect(Collectors.joining("&"));
  }

  /** The text without keys. */
  public String clean(String text) {
    String clean = text;
    for (String key : keys) {
      clean = clean.replace(key, REMOVED);
    }
    return clean;
  }

  /** The value without keys. */
  public JsonNode clean(JsonNode value) {
    if (keys.isEmpty()) {
      return value;
    }
    String text = value.toString();
    String clean = clean(text);
    return clean.equals(text) ? value : Json.parse(clean);
  }

  /** How many letters at the end of the text may be the beginning of a key. */
  public int open(String text) {
    int most = 0;
    for (String key : keys) {
      for (int length = Math.min(key.length() - 1, text.length()); length > most; length--) {
        if (text.endsWith(key.substring(0, length))) {
          most = length;
        }
      }
    }
    return most;
  }
}
