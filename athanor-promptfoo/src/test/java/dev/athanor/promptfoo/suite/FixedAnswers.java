package dev.athanor.promptfoo.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.athanor.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider like OpenAI on loopback that streams the answer which a file has for each question. */
final class FixedAnswers implements AutoCloseable {
  private final HttpServer server;
  private final JsonNode answers;

  private FixedAnswers(HttpServer server, JsonNode answers) {
    this.server = server;
    this.answers = answers;
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  static FixedAnswers of(Path file) throws IOException {
    return new FixedAnswers(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
        Json.parse(Files.readString(file)));
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode asked = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    JsonNode messages = asked.path("messages");
    ObjectNode choice =
        (ObjectNode) answers.path(messages.get(messages.size() - 1).path("content").asString()).deepCopy();
    choice.put("index", 0).set("delta", choice.remove("message"));
    ObjectNode chunk = Json.object().put("id", "x").put("object", "chat.completion.chunk").put("created", 1)
        .put("model", asked.path("model").asString());
    chunk.putArray("choices").add(choice);
    byte[] body = ("data: " + chunk + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
