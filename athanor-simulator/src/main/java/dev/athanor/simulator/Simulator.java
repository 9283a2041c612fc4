package dev.athanor.simulator;

import dev.athanor.error.AthanorException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A server on loopback that speaks as the providers do. Every request is served by a virtual thread of its own. Safe for use by
 * many threads.
 */
public final class Simulator implements AutoCloseable {
  /** The largest body that is read, in bytes. */
  static final long LARGEST_BODY = 64L << 20;

  private final WebServer server;
  private final Received received;

  private Simulator(WebServer server, Received received) {
    this.server = server;
    this.received = received;
  }

  /**
   * Starts one, which serves until it is closed.
   *
   * @throws AthanorException {@code port-taken} if the port is in use
   */
  public static Simulator start(SimulatorSettings settings) {
    requireFree(settings.port());
    Received received = new Received();
    Connections connections = new Connections();
    WebServer server = WebServer.builder().address(InetAddress.getLoopbackAddress()).port(settings.port())
        .routing(HttpRouting.builder().any(new Serving(settings, received, connections)))
        .connectionOptions(connections).maxPayloadSize(-1).shutdownHook(false)
        .shutdownGracePeriod(Duration.ofMillis(100)).build().start();
    if (!server.isRunning()) {
      throw taken(settings.port(), "it was taken just now");
    }
    return new Simulator(server, received);
  }

  /** The server only logs that its port is in use; this says so. */
  private static void requireFree(int port) {
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

  /** Where it listens, such as {@code http://127.0.0.1:40123}, without a slash at its end. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** What clients have sent, in the order it came; of very many the latest 10,000, or 128 MB. */
  public List<ReceivedRequest> requests() {
    return received.all();
  }

  /** Ends it. Answers that are under way are broken off. */
  @Override
  public void close() {
    server.stop();
  }
}
