package dev.athanor.proxy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Desk;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * A server on loopback at which clients find each provider under its name. Every connection is served by a virtual thread
 * of its own. Safe for use by many threads.
 */
public final class ProxyServer implements AutoCloseable {
  private final WebServer server;

  private ProxyServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts one, which serves until it is closed.
   *
   * @param port of the loopback interface; 0 takes a free one
   * @param desk who answers
   * @param store where large requests go: content and media type
   * @throws AthanorException {@code port-taken} if the port is in use
   */
  public static ProxyServer start(int port, Desk desk, BiFunction<InputStream, String, Payload> store) {
    requireFree(port);
    WebServer server = WebServer.builder().address(InetAddress.getLoopbackAddress()).port(port).routing(
        HttpRouting.builder().any(new Serving(desk, store))).connectionOptions(
            SocketOptions.builder()
                .tcpNoDelay(true).build())
        .contentEncoding(new AsItComes()).maxPayloadSize(-1).shutdownHook(false).shutdownGracePeriod(Duration
            .ofMillis(100))
        .build().start();
    if (!server.isRunning()) {
      throw taken(port, "it was taken just now");
    }
    return new ProxyServer(server);
  }

  /**
   * Sees that a port can be listened on: the server itself would only log that it can't.
   *
   * @throws AthanorException {@code port-taken} if it can't
   */
  public static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw taken(port, String.valueOf(e.getMessage()));
    }
  }

  private static AthanorException taken(int port, String reason) {
    return AthanorException.user("port-taken", "port " + port + " can't be listened on (" + reason
        + "); choose another one, or 0 for one that is free");
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The base address for a provider's clients, such as {@code http://127.0.0.1:40123/openai/v1}. */
  public URI base(Service service) {
    return URI.create("http://127.0.0.1:" + server.port() + service.mount());
  }

  /** Ends it. Answers that are under way are broken off. */
  @Override
  public void close() {
    server.stop();
  }
}
