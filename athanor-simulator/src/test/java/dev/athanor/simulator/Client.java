package dev.athanor.simulator;

import dev.athanor.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plain client of a simulator. */
public final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  public Client(Simulator simulator) {
    this.base = simulator.baseUri();
  }

  public HttpResponse<String> post(String path, String body, String... headers) throws IOException,
      InterruptedException {
    return send("POST", path, body, headers);
  }

  public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
  }

  public HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).method(method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  public HttpClient http() {
    return http;
  }

  /** The data of server-sent events, as JSON; what is none, such as {@code [DONE]}, is left out. */
  public static List<JsonNode> data(String stream) {
    List<JsonNode> data = new ArrayList<>();
    stream.lines().filter(line -> line.startsWith("data: {"))
        .forEach(line -> data.add(Json.parse(line.substring(
            6))));
    return data;
  }

  /** JSON with single quotes for double ones, so that it can be read in Java. */
  public static String json(String text) {
    return text.replace('\'', '"');
  }

  @Override
  public void close() {
    http.close();
  }
}
