package dev.athanor.cli.program;

import dev.athanor.error.AthanorException;
import dev.athanor.proxy.ProxyServer;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.run.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the providers are, and how programs are told that they are elsewhere.
 *
 * @param bases the addresses that are not the providers' own
 */
public record Providers(Map<Service, URI> bases) {
  private static final List<String> KEYS = List.of("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY",
      "GOOGLE_API_KEY");
  private static final String NO_KEY = "replay";
  private static final String HERE = "127.0.0.1,localhost";

  /** Copies. */
  public Providers {
    bases = Map.copyOf(bases);
  }

  /**
   * As said on the command line, else by the environment that the program would have found without us, else the providers
   * themselves.
   *
   * @param said each as {@code openai=https://...}
   */
  public static Providers of(List<String> said, Map<String, String> environment) {
    Map<Service, URI> bases = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      service.variables().stream().flatMap(name -> Optional.ofNullable(environment.get(name)).filter(
          value -> !value.isBlank()).map(value -> address(service, value)).stream()).findFirst().ifPresent(
              address -> bases.put(service, address));
    }
    for (String one : said) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      Service service = Service.named(name).orElseThrow(() -> unknown(name));
      if (equals < 0) {
        throw AthanorException.user("address", "--to " + one + " names no address; expected such as --to "
            + name + "=" + service.home());
      }
      bases.put(service, address(service, one.substring(equals + 1)));
    }
    return new Providers(bases);
  }

  private static AthanorException unknown(String name) {
    List<String> names = Arrays.stream(Service.values()).map(Service::word).toList();
    return AthanorException.user("provider-unknown",
        "there is no provider \"" + name + "\" for --to; expected "
            + String.join(", ", names)
            + Nearest.to(name, names, 1).stream().filter(nearest -> Nearest.distance(
                name, nearest) <= 3).findFirst().map(nearest -> "; did you mean " + nearest + "?")
                .orElse(""));
  }

  /** An address as people write it; Ollama's may be a host and a port alone. */
  private static URI address(Service service, String text) {
    String whole = service == Service.OLLAMA && !text.contains("://") ? "http://" + text : text;
    try {
      return new URI(whole.replace("//0.0.0.0", "//127.0.0.1"));
    } catch (URISyntaxException e) {
      throw AthanorException.user("address", "the address of " + service.word() + " can't be read: " + e
          .getReason() + " at letter " + (e.getIndex() + 1) + "; expected such as " + service.home());
    }
  }

  /** Connections to them. The caller closes it. */
  public Upstreams connect() {
    return new Upstreams(bases);
  }

  /** The same for a replay, which needs no key, though clients do: they get one that is none. */
  public static Map<String, String> variablesWithoutKeys(ProxyServer server,
      Map<String, String> environment) {
    Map<String, String> variables = variables(server, environment);
    KEYS.stream().filter(name -> !environment.containsKey(name)).forEach(name -> variables.put(name, NO_KEY));
    return variables;
  }

  /** The variables by which the providers' clients find the proxy instead. */
  public static Map<String, String> variables(ProxyServer server, Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    for (Service service : Service.values()) {
      service.variables().forEach(name -> variables.put(name, server.base(service).toString()));
    }
    for (String name : List.of("NO_PROXY", "no_proxy")) { // another proxy on the way would not find this machine's
      String before = environment.getOrDefault(name, "");
      variables.put(name, before.isEmpty() ? HERE : before + "," + HERE);
    }
    return variables;
  }
}
