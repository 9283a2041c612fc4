package dev.athanor.bench.durable;

import dev.restate.sdk.Context;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.endpoint.definition.HandlerDefinition;
import dev.restate.sdk.endpoint.definition.HandlerType;
import dev.restate.sdk.endpoint.definition.ServiceDefinition;
import dev.restate.sdk.endpoint.definition.ServiceType;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/** Restate's server, and a service in this JVM on Restate's Java SDK; both on the loopback address. */
final class RestateWorkflows implements Workflows {
  private final RestateServer server;
  private final Vertx vertx;
  private final HttpClient client;

  private RestateWorkflows(RestateServer server, Vertx vertx, HttpClient client) {
    this.server = server;
    this.vertx = vertx;
    this.client = client;
  }

  /** Starts both, and makes the service known to the server. */
  static RestateWorkflows start(Path installed, Path folder) throws IOException, InterruptedException {
    RestateServer server = RestateServer.start(installed, folder);
    Vertx vertx = Vertx.vertx();
    HttpServer endpoint = RestateHttpServer.fromEndpoint(vertx, Endpoint.builder().bind(service()).build(),
        new HttpServerOptions().setHost("127.0.0.1").setPort(0));
    endpoint.listen().toCompletionStage().toCompletableFuture().join();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var restate = new RestateWorkflows(server, vertx, client);
    restate.post(server.admin().resolve("/deployments"), "{\"uri\":\"http://127.0.0.1:" + endpoint
        .actualPort()
        + "\"}");
    return restate;
  }

  private static ServiceDefinition service() {
    JacksonSerdeFactory json = JacksonSerdeFactory.DEFAULT;
    HandlerRunner<Integer, String> runner = HandlerRunner.<Context, Integer, String>of(
        RestateWorkflows::steps, json,
        HandlerRunner.Options.withExecutor(Executors.newVirtualThreadPerTaskExecutor()));
    return ServiceDefinition.of("Steps", ServiceType.SERVICE, List.of(HandlerDefinition.of("run",
        HandlerType.SHARED, json.create(Integer.class), json.create(String.class), runner)));
  }

  private static String steps(Context context, Integer steps) {
    String answer = "";
    for (int i = 0; i < steps; i++) {
      int step = i;
      answer = context.run("step", String.class, () -> Workflows.answer(step));
    }
    return answer;
  }

  @Override
  public String name() {
    return "Restate " + RestateServer.VERSION;
  }

  @Override
  public String run(int steps) throws IOException, InterruptedException {
    String json = post(server.ingress().resolve("/Steps/run"), String.valueOf(steps));
    return json.substring(1, json.length() - 1);
  }

  private String post(URI uri, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("content-type", "application/json").POST(
        BodyPublishers
            .ofString(json))
        .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(uri + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    client.close();
    // Its threads would keep this JVM alive.
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }
}
