package dev.athanor.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands before a node as its security plugin would: speaks TLS, and lets in who has the name and the password. */
final class ClusterGate implements AutoCloseable {
  private static final String STORE_PASSWORD = "of the key store";

  private final HttpsServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final URI node;
  private final String expected;

  private ClusterGate(HttpsServer server, URI node, String expected) {
    this.server = server;
    this.node = node;
    this.expected = expected;
  }

  /**
   * Opens one.
   *
   * @param folder where it keeps its key
   */
  static ClusterGate before(URI node, Path folder, String user, String password)
      throws IOException, GeneralSecurityException, InterruptedException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(makeKey(folder.resolve("gate.p12")))));
    String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    var gate = new ClusterGate(server, node, "Basic " + login);
    server.createContext("/", gate::answer);
    server.setExecutor(gate.executor);
    server.start();
    return gate;
  }

  /** A key with a certificate that it has signed itself. */
  private static Path makeKey(Path store) throws IOException, InterruptedException {
    keytool("-genkeypair", "-alias", "gate", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
        "san=ip:127.0.0.1", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
        STORE_PASSWORD);
    return store;
  }

  /** Writes the certificate of a new authority that has signed nothing here. */
  static Path anotherAuthority(Path folder) throws IOException, InterruptedException {
    Path made = makeKey(folder.resolve("other.p12"));
    return certificate(made, folder.resolve("other.pem"));
  }

  /** Writes the certificate that this one's clients have to trust. */
  static Path authority(Path folder) throws IOException, InterruptedException {
    return certificate(folder.resolve("gate.p12"), folder.resolve("gate.pem"));
  }

  private static Path certificate(Path store, Path file) throws IOException, InterruptedException {
    keytool("-exportcert", "-rfc", "-alias", "gate", "-file", file.toString(), "-keystore", store.toString(),
        "-storepass", STORE_PASSWORD);
    return file;
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
          .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(response.statusCode(),
          response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
    executor.shutdownNow();
  }
}
