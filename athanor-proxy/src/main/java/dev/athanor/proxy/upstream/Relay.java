package dev.athanor.proxy.upstream;

import dev.athanor.journal.Spend;
import dev.athanor.json.Json;
import dev.athanor.model.ModelResponse;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Bodies;
import dev.athanor.proxy.exchange.Body;
import dev.athanor.proxy.exchange.Headers;
import dev.athanor.run.Attempt;
import dev.athanor.run.StepFailed;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.protocol.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.JsonNode;

/**
 * Carries one request to the provider and the answer back. Pieces go to the client as they come; a whole answer waits
 * until it is on record, and so does the end of a stream. Used by one thread at a time.
 */
public final class Relay {
  private static final int BUFFER = 16 << 10;
  private static final int BAD_GATEWAY = 502;

  private final Upstreams upstreams;
  private final Outgoing outgoing;
  private final Client client;
  private Optional<UnaryOperator<JsonNode>> change = Optional.empty();
  private Lived lived = new Lived.Nothing();

  /** For one request, which goes on as it came. */
  public Relay(Upstreams upstreams, Outgoing outgoing, Client client) {
    this.upstreams = upstreams;
    this.outgoing = outgoing;
    this.client = client;
  }

  /** The same, but that something in the body is different. */
  public Relay changing(UnaryOperator<JsonNode> body) {
    change = Optional.of(body);
    return this;
  }

  /** What the client has of the answer when it goes on record. */
  private sealed interface Lived {
    /** Nothing: the request was not sent. */
    record Nothing() implements Lived {}

    /** Nothing of a whole answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(int status, Map<String, List<String>> headers, byte[] body) implements Lived {}

    /** All but the end. */
    record Pieces(Answered.Ending ending) implements Lived {}
  }

  Answered carry(Asked asked, Attempt attempt) throws InterruptedException {
    try {
      HttpResponse<Incoming> response = upstreams.http().send(request(asked), _ -> new Incoming());
      try (Incoming in = response.body()) {
        return answer(asked, attempt, response, in);
      }
    } catch (IOException e) {
      return unreachable(asked, e);
    }
  }

  private HttpRequest request(Asked asked) {
    byte[] body = change.map(changed -> changed.apply(Json.parse(outgoing.plain())).toString().getBytes(
        StandardCharsets.UTF_8)).orElse(outgoing.body());
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(asked)).method(asked
        .method(),
        body.length == 0 ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    if (!"https".equals(upstreams.base(asked.service()).getScheme())) {
      request.version(HttpClient.Version.HTTP_1_1);
    }
    outgoing.headers().forEach((name, values) -> {
      if (change.isEmpty() || !name.equals("content-encoding")) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request.header("accept-encoding", "identity").build();
  }

  /** Its own message would repeat the address, with the keys in it. */
  private URI uri(Asked asked) {
    try {
      return upstreams.uri(asked, outgoing.query());
    } catch (IllegalArgumentException e) {
      throw new StepFailed("address-malformed",
          "the path or the query of the request to " + asked.service().word()
              + " is malformed; letters such as spaces and braces must be written as %20, %7B",
          false);
    }
  }

  private Answered unreachable(Asked asked, IOException e) {
    Provider provider = asked.service().provider();
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    Problem problem = new Problem(BAD_GATEWAY, Problem.Kind.SERVER, outgoing.secrets().clean("athanor proxy: "
        + asked.service().word() + " can't be reached at " + upstreams.base(asked.service()) + " (" + why
        + "); check the network and the address, which --to " + asked.service().word() + "=URL changes"),
        Optional.empty());
    byte[] body = provider.problem(problem).toString().getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers = Map.of("content-type", List.of("application/json"));
    lived = new Lived.Whole(BAD_GATEWAY, headers, body);
    return new Answered(BAD_GATEWAY, Headers.joined(headers), new Body.Text(new String(body,
        StandardCharsets.UTF_8)),
        Answered.Ending.UNREACHABLE, Optional.empty());
  }

  private Answered answer(Asked asked, Attempt attempt, HttpResponse<Incoming> response, InputStream raw)
      throws IOException {
    Map<String, List<String>> headers =
        new java.util.TreeMap<>(Headers.passed(Headers.lower(response.headers().map())));
    InputStream in = decoded(headers, raw);
    String type = Bodies.header(Headers.joined(headers), "content-type");
    Head head = new Head(response.statusCode(), headers, type);
    if (headers.containsKey("content-encoding")) {
      return file(attempt, head, in); // no text that could be recorded in pieces
    }
    if (isStream(asked, type)) {
      return stream(asked, attempt, head, in);
    }
    boolean whole = type.contains("json") || head.status >= 400 || response.headers().firstValue(
        "content-length").isPresent() || asked.method().equals("HEAD");
    return whole ? whole(asked, attempt, head, in) : file(attempt, head, in);
  }

  /** How an answer begins. */
  private record Head(int status, Map<String, List<String>> headers, String type) {}

  /** A provider that compresses although it was asked not to. What can't be taken apart here keeps its encoding, on record too. */
  private static InputStream decoded(Map<String, List<String>> headers, InputStream in) throws IOException {
    InputStream plain = switch (String.join(",", headers.getOrDefault("content-encoding", List.of()))) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> new InflaterInputStream(in);
      default -> in;
    };
    if (!plain.equals(in)) {
      headers.remove("content-encoding");
    }
    return plain;
  }

  private static boolean isStream(Asked asked, String type) {
    return type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson") || type.startsWith(
        "application/jsonl") || asked.path().endsWith(":streamGenerateContent");
  }

  private Bodies bodies(Attempt attempt) {
    return new Bodies(outgoing.secrets(), attempt::store);
  }

  private Answered whole(Asked asked, Attempt attempt, Head head, InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Answered.Ending ending = Answered.Ending.COMPLETE;
    try {
      in.transferTo(bytes);
    } catch (IOException e) {
      ending = Answered.Ending.BROKEN;
    }
    byte[] body = bytes.toByteArray();
    lived = new Lived.Whole(head.status, head.headers, body);
    if (ending == Answered.Ending.BROKEN) { // the client must see that the rest is missing
      begin(head, body);
    }
    String text = outgoing.secrets().clean(new String(body, StandardCharsets.UTF_8));
    Optional<ModelResponse> said = new Answers(asked, attempt::store).whole(head.status, text);
    return answered(attempt, head, bodies(attempt).answer(body, head.type), ending, said);
  }

  private void begin(Head head, byte[] body) {
    lived = new Lived.Pieces(Answered.Ending.BROKEN);
    try {
      client.begin(head.status, head.headers);
      client.piece(body, body.length);
    } catch (ClientLeft e) {
      lived = new Lived.Pieces(Answered.Ending.LEFT);
    }
  }

  private Answered stream(Asked asked, Attempt attempt, Head head, InputStream in) {
    Pieces pieces = new Pieces(outgoing.secrets(), attempt);
    Answered.Ending ending = pass(head, in, pieces::add);
    String text = pieces.end();
    Body body = new Body.Stream(pieces.count(), dev.athanor.json.Hash.of(text));
    return answered(attempt, head, body, ending,
        new Answers(asked, attempt::store).stream(head.status, text));
  }

  /** Bytes that are no text go on as they come, too, but are kept as one file. */
  private Answered file(Attempt attempt, Head head, InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Answered.Ending ending = pass(head, in, bytes::write);
    return answered(attempt, head, bodies(attempt).answer(bytes.toByteArray(), head.type), ending, Optional
        .empty());
  }

  private Answered answered(Attempt attempt, Head head, Body body, Answered.Ending ending,
      Optional<ModelResponse> said) {
    said.ifPresent(response -> attempt.spend(new Spend(response.usage().total(), BigDecimal.ZERO)));
    return new Answered(head.status, Headers.kept(head.headers, outgoing.secrets()), body, ending, said);
  }

  /** Sees each piece of an answer. */
  private interface Piece {
    void add(byte[] bytes, int offset, int length);
  }

  private Answered.Ending pass(Head head, InputStream in, Piece piece) {
    byte[] buffer = new byte[BUFFER];
    client.begin(head.status, head.headers);
    Answered.Ending ending = Answered.Ending.COMPLETE;
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (length > 0) {
          piece.add(buffer, 0, length);
          client.piece(buffer, length);
        }
      }
    } catch (ClientLeft e) {
      ending = Answered.Ending.LEFT;
    } catch (IOException e) {
      ending = Answered.Ending.BROKEN;
    }
    lived = new Lived.Pieces(ending);
    return ending;
  }

  /**
   * Gives the client what it does not have yet: the answer is on record now.
   *
   * @return false if nothing was sent, because the answer was on record before
   */
  public boolean finish() throws ClientLeft {
    switch (lived) {
      case Lived.Nothing _ -> {
        return false;
      }
      case Lived.Whole(var status, var headers, var body) -> client.whole(status, headers, body);
      case Lived.Pieces(var ending) -> {
        switch (ending) {
          case COMPLETE -> client.end();
          case BROKEN -> client.breakOff();
          case LEFT, UNREACHABLE -> {
            // nobody is there to be told
          }
        }
      }
    }
    return true;
  }
}
