package dev.athanor.simulator;

import dev.athanor.error.AthanorException;
import dev.athanor.simulator.answer.Cut;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import dev.athanor.simulator.protocol.Endpoint;
import dev.athanor.simulator.protocol.Exchange;
import dev.athanor.simulator.protocol.Frame;
import dev.athanor.simulator.protocol.Misunderstood;
import dev.athanor.simulator.protocol.Provider;
import dev.athanor.simulator.protocol.Providers;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Serves one request after another on each connection. Safe for use by many threads. */
final class Serving implements Handler {
  private final SimulatorSettings settings;
  private final Received received;
  private final Draws draws;
  private final Providers providers = new Providers();

  Serving(SimulatorSettings settings, Received received) {
    this.settings = settings;
    this.received = received;
    this.draws = new Draws(settings.seed());
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    Incoming incoming = Incoming.read(request);
    received.add(incoming.kept());
    Provider provider = providers.of(incoming.target(), incoming.headers());
    try {
      serve(incoming, provider, response);
    } catch (Misunderstood e) {
      refuse(provider, e.problem(), response);
    } catch (AthanorException e) {
      refuse(provider, Problem.of(Problem.Kind.REQUEST, "simulator: " + e.getMessage()), response);
    }
  }

  private void serve(Incoming incoming, Provider provider, ServerResponse response) throws IOException {
    Optional<Problem> problem = Gate.problem(incoming, settings);
    if (problem.isPresent()) {
      refuse(provider, problem.get(), response);
      return;
    }
    Endpoint endpoint = provider.endpoint(incoming.target()).orElseThrow(
        () -> new Misunderstood(
            Problem.of(Problem.Kind.PATH, "Invalid URL (" + incoming.target().method() + " "
                + incoming.target().path() + ")")));
    switch (endpoint) {
      case Endpoint.Chat chat -> chat(incoming, provider, chat, response);
      case Endpoint.Plain plain -> {
        JsonNode body = body(incoming);
        known(plain.model(body));
        send(200, plain.answer(body, settings.seed()), response);
      }
      case Endpoint.Listing listing -> send(200, listing.list(settings.models()), response);
    }
  }

  private void chat(Incoming incoming, Provider provider, Endpoint.Chat chat, ServerResponse response)
      throws IOException {
    Question question = chat.question(body(incoming));
    known(question.model());
    Draw draw = draws.next(incoming.hash());
    switch (settings.responder().reply(question, draw)) {
      case Reply.Refusal(var problem) -> refuse(provider, problem, response);
      case Reply.Answer answer -> {
        Exchange exchange =
            new Exchange(question, Cut.to(question.maxOutputTokens(), answer), draw, settings.clock()
                .instant());
        if (question.stream()) {
          stream(chat, exchange, response);
        } else {
          send(200, chat.whole(exchange), response);
        }
      }
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
    if (!settings.models().isEmpty() && !settings.models().contains(model)) {
      throw new Misunderstood(Problem.of(Problem.Kind.MODEL, "The model `" + model
          + "` does not exist; this simulator has " + String.join(", ", settings.models())));
    }
  }

  private static void stream(Endpoint.Chat chat, Exchange exchange, ServerResponse response)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, chat.streamType()).header(HeaderNames.CACHE_CONTROL,
        "no-cache");
    try (OutputStream out = response.outputStream()) {
      for (Frame frame : chat.frames(exchange)) {
        out.write(frame.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private static void refuse(Provider provider, Problem problem, ServerResponse response) {
    problem.retryAfter()
        .ifPresent(pause -> response.header(HeaderNames.RETRY_AFTER, Long.toString(Math.ceilDiv(
            pause.toMillis(), 1000))));
    send(provider.status(problem), provider.problem(problem), response);
  }

  private static void send(int status, JsonNode body, ServerResponse response) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(body.toString().getBytes(
            StandardCharsets.UTF_8));
  }
}
