package dev.athanor.document.source.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A site on loopback whose pages have validators and can be packed, and that notes what it was asked. */
final class TestSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** What is answered for a path. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  private record Page(int status, Map<String, String> headers, byte[] body) {
  }

  TestSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** A page with an ETag of its own. */
  void page(String path, String tag, String html) {
    answer(path, 200, html.getBytes(StandardCharsets.UTF_8), "ETag", "\"" + tag + "\"");
  }

  void answer(String path, int status, byte[] body, String... headers) {
    Map<String, String> all = new TreeMap<>(Map.of("Content-Type", "text/html"));
    for (int at = 0; at < headers.length; at += 2) {
      all.put(headers[at], headers[at + 1]);
    }
    pages.put(path, new Page(status, all, body));
  }

  void forget(String path) {
    pages.remove(path);
  }

  /** The paths that were asked for since the last time, with what was answered. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    Page page = pages.getOrDefault(path, new Page(404, Map.of(), new byte[0]));
    String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
    boolean same = condition != null && condition.equals(page.headers.get("ETag"));
    int status = same ? 304 : page.status;
    asked.add(path + " " + status);
    page.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    try (exchange) {
      boolean empty = same || page.body.length == 0;
      exchange.sendResponseHeaders(status, empty ? -1 : page.body.length);
      if (!empty) {
        exchange.getResponseBody().write(page.body);
      }
    }
    // What is said once is not said again.
    if (page.headers.containsKey("X-Once")) {
      pages.computeIfPresent(path,
          (_, now) -> new Page(200, Map.of("Content-Type", "text/html"), "<p>at last".getBytes(
              StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
