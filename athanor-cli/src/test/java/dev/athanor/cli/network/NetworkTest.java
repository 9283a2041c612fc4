package dev.athanor.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closing can't be undone, so it is tried in a process of its own. */
class NetworkTest {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      requests.incrementAndGet();
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private List<String> everyWayOut(String network) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), EveryWayOut.class.getName(), Integer.toString(server
            .getAddress().getPort()),
        network).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
        .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  @Test
  void afterClosingNoWayOutIsLeft() throws Exception {
    assertThat(everyWayOut("closed")).hasSize(11).allMatch(line -> line.endsWith(": closed"));
    assertThat(requests).hasValue(0);
  }

  /** Without this the other test would prove nothing. */
  @Test
  void beforeClosingEveryWayIsOpen() throws Exception {
    assertThat(everyWayOut("open")).hasSize(11).allMatch(line -> line.endsWith(": open"));
    assertThat(requests).hasValue(2);
  }
}
