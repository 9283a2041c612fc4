package dev.athanor.simulator;

import dev.athanor.error.AthanorException;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Cut;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.ModelGlob;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import dev.athanor.simulator.answer.Responder;
import dev.athanor.simulator.answer.Tokens;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.cassette.Recordings;
import dev.athanor.simulator.protocol.Endpoint;
import dev.athanor.simulator.protocol.Exchange;
import dev.athanor.simulator.protocol.Frame;
import dev.athanor.simulator.protocol.Misunderstood;
import dev.athanor.simulator.protocol.Provider;
import dev.athanor.simulator.protocol.Providers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Serves one request after another on each connection. Safe for use by many threads. */
final class Serving implements Handler {
  private final SimulatorSettings settings;
  private final Received received;
  private final Draws draws;
  private final Gate gate;
  private final Providers providers = new Providers();
  private final Connections connections;

  Serving(SimulatorSettings settings, Received received, Connections connections) {
    this.settings = settings;
    this.received = received;
    this.connections = connections;
    this.draws = new Draws(settings.seed());
    this.gate = new Gate(settings);
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    Incoming incoming = Incoming.read(request);
    received.add(incoming.kept(), incoming.size());
    Provider provider = providers.of(incoming.target(), incoming.headers());
    Draw draw = draws.next(incoming.hash());
    Served served = new Served(provider, draw, delivery -> new Outbound(response, request.remotePeer().port(),
        connections, settings.time().pauses(), delivery, draw));
    try {
      serve(incoming, served);
    } catch (Misunderstood e) {
      served.refuse(e.problem(), Delivery.USUAL);
    } catch (AthanorException e) {
      served.refuse(Problem.of(Problem.Kind.REQUEST, "simulator: " + e.getMessage()), Delivery.USUAL);
    }
  }

  /** One request that is being served. */
  private record Served(Provider provider, Draw draw,
      java.util.function.Function<Delivery, Outbound> outbound) {
    void refuse(Problem problem, Delivery delivery) throws IOException {
      Map<String, String> headers = json();
      problem.retryAfter()
          .ifPresent(pause -> headers.put("Retry-After", Long.toString(Math.ceilDiv(pause.toMillis(),
              1000))));
      outbound.apply(delivery).whole(provider.status(problem), headers, utf8(provider.problem(problem)), 0);
    }

    /** Whether the fault that is drawn is an error, which then is sent. */
    boolean failed(Delivery delivery) throws IOException {
      if (delivery.fault(draw).orElse(null) instanceof Fault.Fails(var problem)) {
        refuse(problem, Delivery.USUAL);
        return true;
      }
      return false;
    }

    void whole(JsonNode body, long tokens, Delivery delivery) throws IOException {
      if (!failed(delivery)) {
        outbound.apply(delivery).whole(200, json(), utf8(body), tokens);
      }
    }

    private static byte[] utf8(JsonNode body) {
      return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> json() {
      return new TreeMap<>(Map.of("Content-Type", "application/json"));
    }
  }

  private void serve(Incoming incoming, Served served) throws IOException {
    Optional<Problem> problem = gate.problem(incoming);
    if (problem.isPresent()) {
      served.refuse(problem.get(), Delivery.USUAL);
      return;
    }
    Optional<Recordings.Found> found = settings.sources().recordings().map(recordings -> recordings.find(
        new Interaction.Asked(incoming.target().method(), incoming.target().path(), incoming.body().json())));
    switch (found.orElse(null)) {
      case Recordings.Found.Hit(var answered) -> play(answered, served);
      case Recordings.Found.Miss(var why) when settings.sources().responder().isEmpty() ->
          throw new Misunderstood(
              Problem.of(Problem.Kind.REQUEST, "simulator: " + why));
      case Recordings.Found.Miss _ -> answer(incoming, served);
      case null -> answer(incoming, served);
    }
  }

  private void play(Interaction.Answered answered, Served served) throws IOException {
    Delivery delivery = settings.delivery();
    if (served.failed(delivery)) {
      return;
    }
    Outbound outbound = served.outbound.apply(delivery);
    switch (answered.ending()) {
      case COMPLETE -> {
        switch (answered.body()) {
          case Interaction.Body.Whole(var bytes) ->
              outbound.whole(answered.status(), answered.headers(), bytes, 0);
          case Interaction.Body.Stream(var pieces) ->
              outbound.stream(answered.status(), answered.headers(), pieces.stream().map(piece -> new Frame(
                  piece, true)).toList());
        }
      }
      case BROKEN -> outbound.broken(answered.status(), answered.headers(), switch (answered.body()) {
        case Interaction.Body.Whole(var bytes) -> List.of(bytes);
        case Interaction.Body.Stream(var pieces) -> pieces.stream().map(piece -> piece.getBytes(
            StandardCharsets.UTF_8)).toList();
      });
    }
  }

  private void answer(Incoming incoming, Served served) throws IOException {
    Endpoint endpoint = served.provider.endpoint(incoming.target()).orElseThrow(
        () -> new Misunderstood(
            Problem.of(Problem.Kind.PATH, "Invalid URL (" + incoming.target().method() + " "
                + incoming.target().path() + ")")));
    switch (endpoint) {
      case Endpoint.Chat chat -> chat(incoming, chat, served);
      case Endpoint.Plain plain -> {
        JsonNode body = body(incoming);
        known(plain.model(body));
        served.whole(plain.answer(body, settings.seed()), 0, settings.delivery());
      }
      case Endpoint.Listing listing -> served.whole(listing.list(settings.models()), 0, Delivery.USUAL);
    }
  }

  private void chat(Incoming incoming, Endpoint.Chat chat, Served served) throws IOException {
    Question question = chat.question(body(incoming));
    known(question.model());
    Responder responder = settings.sources().responder().orElseThrow();
    switch (responder.reply(question, served.draw)) {
      case Reply.Refusal(var problem, var delivery) -> served.refuse(problem, delivery);
      case Reply.Answer answer -> say(chat, new Exchange(question, Cut.to(question.maxOutputTokens(), answer),
          served.draw, settings.time().clock().instant()), served);
    }
  }

  private void say(Endpoint.Chat chat, Exchange exchange, Served served) throws IOException {
    Delivery delivery = exchange.answer().delivery().or(settings.delivery());
    if (!exchange.question().stream()) {
      Usage usage = Tokens.usage(exchange.question(), exchange.answer());
      served.whole(chat.whole(exchange), usage.output().orElse(0L), delivery);
    } else if (!served.failed(delivery)) {
      List<Frame> frames = chat.frames(exchange);
      served.outbound.apply(delivery).stream(200, Map.of("Content-Type", chat.streamType(), "Cache-Control",
          "no-cache"), frames);
    }
  }

  private static JsonNode body(Incoming incoming) {
    return switch (incoming.body()) {
      case Body.Value(var value) -> value;
      case Body.None _ -> throw unread("it is empty");
      case Body.Malformed(var why) -> throw unread(why);
      case Body.TooLarge _ ->
          throw new Misunderstood(Problem.of(Problem.Kind.SIZE, "The request is larger than "
              + (Simulator.LARGEST_BODY >> 20) + " MB."));
    };
  }

  private static Misunderstood unread(String why) {
    return new Misunderstood(Problem.of(Problem.Kind.REQUEST,
        "We could not parse the JSON body of your request: " + why));
  }

  private void known(String model) {
    if (!settings.models().isEmpty()
        && settings.models().stream().noneMatch(glob -> new ModelGlob(glob).fits(model))) {
      throw new Misunderstood(Problem.of(Problem.Kind.MODEL, "The model `" + model
          + "` does not exist; this simulator has " + String.join(", ", settings.models())));
    }
  }
}
