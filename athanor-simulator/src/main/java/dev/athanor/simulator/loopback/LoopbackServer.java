package dev.athanor.simulator.loopback;

import dev.athanor.error.AthanorException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

/**
 * A web server on the loopback interface. Every connection is served by a virtual thread of its own, and no request is too
 * large for it. Safe for use by many threads.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int HIGHEST_PORT = 65_535;

  private final WebServer server;

  private LoopbackServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts one, which serves until it is closed.
   *
   * @param port to listen on; 0 takes a free one
   * @param config what it serves, and how
   * @throws AthanorException as {@link #requireFree}
   */
  public static LoopbackServer start(int port, WebServerConfig.Builder config) {
    requireFree(port);
    WebServer server = config.address(InetAddress.getLoopbackAddress()).port(port).maxPayloadSize(-1)
        .shutdownHook(false).shutdownGracePeriod(Duration.ofMillis(100)).build().start();
    if (!server.isRunning()) {
      throw taken(port, "it was taken just now");
    }
    return new LoopbackServer(server);
  }

  /**
   * Sees that a port can be listened on: the server itself would only log that it can't.
   *
   * @throws AthanorException {@code port-unknown} if there is no such port, {@code port-taken} if it is in use
   */
  public static void requireFree(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw AthanorException.user("port-unknown",
          "there is no port " + port + "; expected 0 to " + HIGHEST_PORT);
    }
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

  /** Where it listens, such as {@code http://127.0.0.1:40123}, without a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Ends it. Answers that are under way are broken off. */
  @Override
  public void close() {
    server.stop();
  }
}
