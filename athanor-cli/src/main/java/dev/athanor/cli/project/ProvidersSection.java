package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.Limits;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Timeouts;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.YamlMap;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Reads {@code models.providers}.
 *
 * @param folder of the project, which key files are relative to
 */
record ProvidersSection(Path folder) {
  /** What people write who mean a key. None of them is read. */
  private static final List<String> KEYS = List.of("key", "apiKey", "api_key", "token", "password");

  List<ProviderSettings> read(YamlMap map) {
    return map.each().entrySet().stream().map(entry -> provider(entry.getKey(), entry.getValue())).toList();
  }

  private ProviderSettings provider(String name, YamlMap map) {
    KEYS.stream().filter(map.keys()::contains).findFirst().ifPresent(wrong -> {
      throw SecretGuard.keyItself(map, wrong);
    });
    Optional<Protocol> protocol = map.oneOf("protocol", Protocol.values());
    Optional<URI> baseUrl = map.read("baseUrl", ProvidersSection::uri);
    Map<String, String> headers = headers(map.map("headers"));
    Optional<KeySource> key = key(map);
    Limits limits = limits(map.map("limits"));
    Timeouts timeouts = timeouts(map.map("timeouts"));
    map.finish();
    return map.build(() -> {
      ProviderSettings settings = ProviderSettings.builtIn(name)
          .or(() -> baseUrl.map(address -> ProviderSettings.compatible(
              name, address)))
          .orElseThrow(() -> map.problem("baseUrl", map.inside("baseUrl")
              + " is missing; expected where this provider is, such as https://models.example.org/v1"));
      settings = settings.withHeaders(headers).limited(limits).timed(timeouts);
      settings = baseUrl.isPresent() ? settings.at(baseUrl.get()) : settings;
      settings = protocol.isPresent() ? settings.speaking(protocol.get()) : settings;
      return key.isPresent() ? settings.keyFrom(key.get()) : settings;
    });
  }

  private static Map<String, String> headers(YamlMap map) {
    Map<String, String> headers = new LinkedHashMap<>();
    map.keys().forEach(
        name -> map.text(name).ifPresent(value -> headers.put(name, SecretGuard.header(map, name, value))));
    return headers;
  }

  private Optional<KeySource> key(YamlMap map) {
    Optional<KeySource> variable =
        map.text("keyVariable").map(value -> new KeySource.Environment(List.of(SecretGuard.variable(
            map, "keyVariable", value)), true));
    Optional<KeySource> file =
        map.text("keyFile").map(value -> new KeySource.InFile(folder.resolve(SecretGuard.plain(map,
            "keyFile", value)).normalize()));
    Optional<KeySource> none = map.yesOrNo("keyless").filter(yes -> yes).map(_ -> new KeySource.None());
    if (Stream.of(variable, file, none).filter(Optional::isPresent).count() > 1) {
      throw map.problem("keyless", map.inside("keyVariable")
          + ", keyFile and keyless exclude each other; keep the one that says where the key is");
    }
    return variable.or(() -> file).or(() -> none);
  }

  private static Limits limits(YamlMap map) {
    Optional<Integer> concurrent = atLeastOne(map, "concurrent");
    Optional<Integer> requests = atLeastOne(map, "requestsPerMinute");
    Optional<Integer> tokens = atLeastOne(map, "tokensPerMinute");
    map.finish();
    return new Limits(concurrent, requests, tokens.map(Integer::longValue));
  }

  private static Optional<Integer> atLeastOne(YamlMap map, String key) {
    OptionalInt number = map.atLeastOne(key);
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  private static Timeouts timeouts(YamlMap map) {
    Timeouts usual = Timeouts.PATIENT;
    var timeouts = new Timeouts(map.read("connect", TimeSpan::parse).orElse(usual.connect()),
        map.read("firstToken",
            TimeSpan::parse).orElse(usual.firstToken()),
        map.read("betweenTokens", TimeSpan::parse).orElse(usual
            .betweenTokens()));
    map.finish();
    return timeouts;
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text.strip());
      if (uri.getScheme() != null && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text);
    }
    throw notAnAddress(text);
  }

  /** Does not repeat a name and a password that somebody has put there. */
  private static AthanorException notAnAddress(String text) {
    return AthanorException.user("base-url", "\"" + text.replaceAll("//[^/@]*@", "//…@")
        + "\" is no address of a provider; expected one such as https://models.example.org/v1, without a name and a"
        + " password");
  }
}
