package dev.athanor.bench.durable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Restate's server from its npm package, with its default durability, on the loopback address. */
final class RestateServer implements AutoCloseable {
  static final String VERSION = "1.7.12";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI ingress;
  private final URI admin;
  private final Thread atExit;

  private RestateServer(Process process, int ingress, int admin) {
    this.process = process;
    this.ingress = URI.create("http://127.0.0.1:" + ingress);
    this.admin = URI.create("http://127.0.0.1:" + admin);
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server.
   *
   * @param installed where the npm package is, or will be installed to
   * @param folder where it keeps its data
   */
  static RestateServer start(Path installed, Path folder) throws IOException, InterruptedException {
    Path program = program(installed);
    int ingress = PostgresServer.freePort();
    int admin = PostgresServer.freePort();
    Path settings = Files.writeString(folder.resolve("restate.toml"), """
        node-name = "bench"
        listen-mode = "tcp"
        bind-ip = "127.0.0.1"
        bind-port = %d
        disable-telemetry = true
        [ingress]
        bind-port = %d
        [admin]
        bind-port = %d
        """.formatted(PostgresServer.freePort(), ingress, admin));
    Path log = folder.resolve("log");
    Process process = new ProcessBuilder(program.toString(), "--no-logo", "--config-file=" + settings,
        "--base-dir="
            + folder.resolve("data"))
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log
            .toFile())
        .start();
    RestateServer server = new RestateServer(process, ingress, admin);
    server.awaitHealth(log);
    return server;
  }

  URI ingress() {
    return ingress;
  }

  URI admin() {
    return admin;
  }

  private static Path program(Path installed) throws IOException, InterruptedException {
    if (find(installed).isEmpty()) {
      System.err.println("fetching Restate's server " + VERSION + " with npm (80 MB) into " + installed);
      Files.createDirectories(installed);
      install(installed);
    }
    return find(installed).orElseThrow(() -> new PeerMissing(
        "npm installed Restate's server, but not for this"
            + " kind of machine; " + installed + " has no restate-server"));
  }

  private static void install(Path installed) throws InterruptedException {
    try {
      int code = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts",
          "--prefix",
          installed.toString(), "@restatedev/restate-server@" + VERSION).redirectErrorStream(true)
          .redirectOutput(
              installed.resolve("npm.log").toFile())
          .start().waitFor();
      if (code != 0) {
        throw new PeerMissing("npm could not install Restate's server; see " + installed.resolve("npm.log"));
      }
    } catch (IOException e) {
      throw new PeerMissing("Restate's server comes by npm, which does not start: " + e.getMessage());
    }
  }

  private static Optional<Path> find(Path installed) throws IOException {
    Path packages = installed.resolve("node_modules/@restatedev");
    if (!Files.isDirectory(packages)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(packages)) {
      return children.map(child -> child.resolve("bin/restate-server")).filter(Files::isExecutable)
          .findFirst();
    }
  }

  private void awaitHealth(Path log) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (URI health : List.of(admin.resolve("/health"), ingress.resolve("/restate/health"))) {
        while (!healthy(client, health)) {
          if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
            process.destroyForcibly();
            throw new PeerMissing("Restate's server does not come up: " + Files.readString(log));
          }
          Thread.sleep(Duration.ofMillis(50));
        }
      }
    }
  }

  private static boolean healthy(HttpClient client, URI uri) throws IOException, InterruptedException {
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException _) {
      return false;
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly().onExit().join();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
