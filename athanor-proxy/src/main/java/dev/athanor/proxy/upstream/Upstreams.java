package dev.athanor.proxy.upstream;

import dev.athanor.error.AthanorException;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** The providers that requests are passed on to. Safe for use by many threads. */
public final class Upstreams implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<Service, URI> bases = new EnumMap<>(Service.class);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(
      HttpClient.Redirect.NEVER).executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  /** The providers themselves, but for these base addresses. */
  public Upstreams(Map<Service, URI> others) {
    for (Service service : Service.values()) {
      bases.put(service, checked(service, others.getOrDefault(service, service.home())));
    }
  }

  private static URI checked(Service service, URI base) {
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web || base.getHost() == null || base.getUserInfo() != null || base.getQuery() != null) {
      throw AthanorException.user("address", "the address of " + service.word()
          + " must be http:// or https:// with a host, such as " + service.home()
          + ", without user name and query; it is " + shown(base));
    }
    return base;
  }

  /** Without what may be a key. */
  private static String shown(URI base) {
    return base.getScheme() + "://" + (base.getHost() == null ? "" : base.getHost());
  }

  /** The base address of a service. */
  public URI base(Service service) {
    return bases.getOrDefault(service, service.home());
  }

  /** Where a request goes, with its query as it came. */
  URI uri(Asked asked, String query) {
    String base = base(asked.service()).toString();
    String whole = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + asked.path()
        .substring(asked.service().root().length());
    return URI.create(query.isEmpty() ? whole : whole + "?" + query);
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
