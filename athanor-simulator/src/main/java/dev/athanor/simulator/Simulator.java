package dev.athanor.simulator;

import dev.athanor.error.AthanorException;
import dev.athanor.simulator.loopback.LoopbackServer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.util.List;

/**
 * A server on loopback that speaks as the providers do. Every request is served by a virtual thread of its own. Safe for use by
 * many threads.
 */
public final class Simulator implements AutoCloseable {
  /** The largest body that is read, in bytes. */
  static final long LARGEST_BODY = 64L << 20;

  private final LoopbackServer server;
  private final Received received;

  private Simulator(LoopbackServer server, Received received) {
    this.server = server;
    this.received = received;
  }

  /**
   * Starts one, which serves until it is closed.
   *
   * @throws AthanorException {@code port-unknown} if there is no such port, {@code port-taken} if it is in use
   */
  public static Simulator start(SimulatorSettings settings) {
    Received received = new Received();
    Connections connections = new Connections();
    return new Simulator(
        LoopbackServer.start(settings.port(), WebServer.builder().routing(HttpRouting.builder()
            .any(new Serving(settings, received, connections))).connectionOptions(connections)),
        received);
  }

  /** Where it listens, such as {@code http://127.0.0.1:40123}, without a slash at its end. */
  public URI baseUri() {
    return server.uri();
  }

  /** What clients have sent, in the order it came; of very many the latest 10,000, or 128 MB. */
  public List<ReceivedRequest> requests() {
    return received.all();
  }

  /** Ends it. Answers that are under way are broken off. */
  @Override
  public void close() {
    server.close();
  }
}
