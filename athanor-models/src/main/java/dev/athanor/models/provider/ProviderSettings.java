package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a provider is reached. Each method gives new settings with one thing changed.
 *
 * @param name as models name it, such as {@code openai} in {@code openai:gpt-5-mini}
 * @param protocol what it speaks
 * @param baseUrl where its paths begin, such as {@code https://api.openai.com/v1}; without a slash at its end
 * @param headers that each request carries too; no place for a key
 * @param key where the key is
 * @param limits how much it is asked at most
 * @param timeouts how long it is waited for
 */
public record ProviderSettings(String name, Protocol protocol, URI baseUrl, Map<String, String> headers,
    KeySource key,
    Limits limits, Timeouts timeouts) {
  /** What HTTP clients set by themselves. */
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  /** Checks and copies. */
  public ProviderSettings {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw problem(name, "has a name with other characters than letters, digits, \".\", \"_\" and \"-\"");
    }
    String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || baseUrl.getHost() == null
        || baseUrl.getUserInfo() != null
        || baseUrl.getQuery() != null) {
      throw problem(name,
          "has no base address that can be used; expected http(s)://HOST[:PORT][/PATH] without user, password "
              + "and query");
    }
    baseUrl = URI.create(baseUrl.toString().replaceFirst("/+$", ""));
    headers.keySet().stream().filter(header -> RESERVED.contains(header.toLowerCase(Locale.ROOT))).findFirst()
        .ifPresent(
            header -> {
              throw problem(name,
                  "has a header \"" + header + "\", which belongs to the connection; leave it out");
            });
    headers = Map.copyOf(new TreeMap<>(headers));
  }

  private static AthanorException problem(String name, String what) {
    return AthanorException.user("provider-settings", "the provider \"" + name + "\" " + what);
  }

  /** A provider that needs no settings: openai, anthropic, gemini (or google), ollama. */
  public static Optional<ProviderSettings> builtIn(String name) {
    return Optional.ofNullable(switch (name) {
      case "openai" -> of(name, Protocol.OPENAI, "https://api.openai.com/v1", required("OPENAI_API_KEY"));
      case "anthropic" ->
          of(name, Protocol.ANTHROPIC, "https://api.anthropic.com/v1", required("ANTHROPIC_API_KEY"));
      case "gemini", "google" ->
          of(name, Protocol.GEMINI, "https://generativelanguage.googleapis.com/v1beta", required(
              "GEMINI_API_KEY", "GOOGLE_API_KEY"));
      case "ollama" -> of(name, Protocol.OLLAMA, "http://localhost:11434", new KeySource.Environment(List.of(
          "OLLAMA_API_KEY"), false));
      default -> null;
    });
  }

  /** The names of those. */
  public static List<String> builtIn() {
    return List.of("openai", "anthropic", "gemini", "google", "ollama");
  }

  private static KeySource required(String... names) {
    return new KeySource.Environment(List.of(names), true);
  }

  private static ProviderSettings of(String name, Protocol protocol, String baseUrl, KeySource key) {
    return new ProviderSettings(name, protocol, URI.create(baseUrl), Map.of(), key, Limits.NONE,
        Timeouts.PATIENT);
  }

  /**
   * Another provider, that is like OpenAI. Its key is in the variable that has its name, such as {@code OPEN_ROUTER_API_KEY} for
   * {@code open-router}, if that is set.
   */
  public static ProviderSettings compatible(String name, URI baseUrl) {
    String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
    return new ProviderSettings(name, Protocol.OPENAI, baseUrl, Map.of(),
        new KeySource.Environment(List.of(variable),
            false),
        Limits.NONE, Timeouts.PATIENT);
  }

  /** At that address. */
  public ProviderSettings at(URI address) {
    return new ProviderSettings(name, protocol, address, headers, key, limits, timeouts);
  }

  /** Speaking that. */
  public ProviderSettings speaking(Protocol other) {
    return new ProviderSettings(name, other, baseUrl, headers, key, limits, timeouts);
  }

  /** With these headers. */
  public ProviderSettings withHeaders(Map<String, String> others) {
    return new ProviderSettings(name, protocol, baseUrl, others, key, limits, timeouts);
  }

  /** With the key from there. */
  public ProviderSettings keyFrom(KeySource source) {
    return new ProviderSettings(name, protocol, baseUrl, headers, source, limits, timeouts);
  }

  /** Asked no more than that. */
  public ProviderSettings limited(Limits most) {
    return new ProviderSettings(name, protocol, baseUrl, headers, key, most, timeouts);
  }

  /** Waited for that long. */
  public ProviderSettings timed(Timeouts times) {
    return new ProviderSettings(name, protocol, baseUrl, headers, key, limits, times);
  }

  /** Without the values of headers, one of which may be a secret against all advice. */
  @Override
  public String toString() {
    return "ProviderSettings[" + name + ", " + protocol.word() + ", " + baseUrl + ", headers "
        + headers.keySet() + ", "
        + key + ", " + limits + ", " + timeouts + "]";
  }
}
