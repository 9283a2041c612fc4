package dev.athanor.proxy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Desk;
import dev.athanor.simulator.loopback.LoopbackServer;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.InputStream;
import java.net.URI;
import java.util.function.BiFunction;

/**
 * A server on loopback at which clients find each provider under its name. Every connection is served by a virtual thread
 * of its own. Safe for use by many threads.
 */
public final class ProxyServer implements AutoCloseable {
  private final LoopbackServer server;

  private ProxyServer(LoopbackServer server) {
    this.server = server;
  }

  /**
   * Starts one, which serves until it is closed.
   *
   * @param port of the loopback interface; 0 takes a free one
   * @param desk who answers
   * @param store where large requests go: content and media type
   * @throws AthanorException {@code port-unknown} if there is no such port, {@code port-taken} if it is in use
   */
  public static ProxyServer start(int port, Desk desk, BiFunction<InputStream, String, Payload> store) {
    return new ProxyServer(LoopbackServer.start(port, WebServer.builder().routing(HttpRouting.builder().any(
        new Serving(desk, store))).connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .contentEncoding(new AsItComes())));
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The base address for a provider's clients, such as {@code http://127.0.0.1:40123/openai/v1}. */
  public URI base(Service service) {
    return URI.create(server.uri() + service.mount());
  }

  /** Ends it. Answers that are under way are broken off. */
  @Override
  public void close() {
    server.close();
  }
}
