package dev.athanor.proxy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Bodies;
import dev.athanor.proxy.exchange.Body;
import dev.athanor.proxy.exchange.Headers;
import dev.athanor.proxy.exchange.Secrets;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Desk;
import dev.athanor.proxy.recording.Refusals;
import dev.athanor.proxy.upstream.Outgoing;
import dev.athanor.simulator.answer.Problem;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Reads requests and hands them on. Safe for use by many threads.
 *
 * @param desk who answers
 * @param store where large requests go
 */
record Serving(Desk desk, BiFunction<InputStream, String, Payload> store) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    String path = request.prologue().uriPath().rawPath();
    HttpClientSide client = new HttpClientSide(response);
    byte[] body = body(request);
    Optional<Service> service = service(path);
    if (service.isEmpty()) {
      Refusals.refuse(client, Service.OPENAI,
          Problem.of(Problem.Kind.PATH, "athanor proxy: there is nothing at "
              + path + "; the base addresses for clients are " + Arrays.stream(Service.values()).map(
                  Service::mount).collect(Collectors.joining(", "))));
      return;
    }
    serve(request, service.get(), path, body, client);
    client.closeIfBroken();
  }

  private void serve(ServerRequest request, Service service, String path, byte[] body,
      HttpClientSide client) {
    Map<String, List<String>> headers = headers(request);
    Map<String, String> joined = Headers.joined(headers);
    String query = request.query().rawValue();
    Secrets secrets = Secrets.of(joined, query);
    try {
      byte[] plain = decoded(body, Bodies.header(joined, "content-encoding"));
      Body recorded = new Bodies(secrets, store).of(plain,
          Bodies.header(joined, "content-type"));
      Asked asked = new Asked(service, request.prologue().method().text(), provider(service, path), Secrets
          .withoutKeys(query), Headers.deciding(joined), recorded);
      desk.serve(asked, new Outgoing(query, Headers.sent(headers), body, plain, secrets), client);
    } catch (IOException e) {
      Refusals.refuse(client, service,
          Problem.of(Problem.Kind.REQUEST, "athanor proxy: the body of the request"
              + " is not compressed as its content-encoding says: " + e.getMessage()));
    } catch (AthanorException e) {
      Refusals.refuse(client, service,
          Problem.of(Problem.Kind.SERVER, "athanor proxy: the request can't be recorded,"
              + " and so was not passed on: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      return in.readAllBytes();
    }
  }

  private static Map<String, List<String>> headers(ServerRequest request) {
    Map<String, List<String>> headers = new TreeMap<>();
    request.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header
        .allValues()));
    return headers;
  }

  private static Optional<Service> service(String path) {
    return Arrays.stream(Service.values()).filter(service -> path.startsWith("/" + service.word() + "/"))
        .findFirst();
  }

  /** The path at the provider; what clients hold to be part of the base address may be missing. */
  private static String provider(Service service, String path) {
    String rest = path.substring(service.word().length() + 1);
    return rest.startsWith(service.root() + "/") ? rest : service.root() + rest;
  }

  /** The body as it was before it was compressed. What can't be taken apart here stays as it is. */
  private static byte[] decoded(byte[] body, String encoding) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in).readAllBytes();
      case "deflate" -> new InflaterInputStream(in).readAllBytes();
      default -> body;
    };
  }
}
