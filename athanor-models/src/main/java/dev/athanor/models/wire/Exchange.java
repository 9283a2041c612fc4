package dev.athanor.models.wire;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * One request with its answer. LangChain4j takes it for an HTTP client, and is told of what came after the receiver was. What
 * goes wrong is kept as {@link #trouble} and not thrown, since LangChain4j would log it, guess what it means, or drop it.
 * Used by the thread that asks, and by it only.
 */
public final class Exchange implements HttpClient {
  private static final int LARGEST_ERROR = 64 << 10;
  private static final int SHOWN = 200;

  private final Wire wire;
  private final Authorization authorization;
  private final Patience patience;
  private final UnaryOperator<String> amend;
  private final Receiver receiver;
  private Optional<Trouble> trouble = Optional.empty();
  private Optional<RuntimeException> unwritten = Optional.empty();
  private Optional<String> whole = Optional.empty();
  private boolean begun;
  private boolean interrupted;

  /**
   * One that has not begun.
   *
   * @param amend changes the body that LangChain4j has written
   */
  public Exchange(Wire wire, Authorization authorization, Patience patience, UnaryOperator<String> amend,
      Receiver receiver) {
    this.wire = wire;
    this.authorization = authorization;
    this.patience = patience;
    this.amend = amend;
    this.receiver = receiver;
  }

  /** Itself, as LangChain4j's models want it. */
  public HttpClientBuilder asClient() {
    return new ExchangeBuilder(this);
  }

  /** What went wrong, if anything did. */
  public Optional<Trouble> trouble() {
    return trouble;
  }

  /** Why the request could not be written, if it could not. */
  public Optional<RuntimeException> unwritten() {
    return unwritten;
  }

  /** Whether LangChain4j has come so far as to ask. */
  public boolean begun() {
    return begun;
  }

  /** Whether the thread was interrupted, which has ended the exchange. */
  public boolean interrupted() {
    return interrupted;
  }

  /** For what does not stream. LangChain4j gets an exception where there is trouble; whoever has asked looks at that first. */
  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    exchange(request, Optional.empty());
    return SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of())
        .body(whole.orElseThrow(() -> new LangChain4jException("there is no answer"))).build();
  }

  @Override
  public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    exchange(request, Optional.of(new Listening(parser, listener)));
  }

  private void exchange(HttpRequest request, Optional<Listening> listening) {
    begun = true;
    long due = System.nanoTime() + patience.first().toNanos();
    try {
      java.net.http.HttpRequest written = written(request);
      send(written, due).ifPresent(answered -> read(answered, due, listening));
    } catch (RuntimeException e) {
      // Not thrown through LangChain4j, which would make something else of it.
      unwritten = Optional.of(e);
    }
  }

  /** LangChain4j's part: how events are told apart, and who else wants them. */
  private record Listening(ServerSentEventParser parser, ServerSentEventListener listener) {}

  private Optional<HttpResponse<InputStream>> send(java.net.http.HttpRequest request, long due) {
    CompletableFuture<HttpResponse<InputStream>> sending =
        wire.http().sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return Optional.of(sending.get(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (TimeoutException e) {
      trouble = Optional.of(new Trouble.TooSlow(patience.first(), true));
    } catch (ExecutionException e) {
      trouble = Optional.of(unsent(e.getCause() == null ? e : e.getCause()));
    } finally {
      sending.cancel(true);
    }
    return Optional.empty();
  }

  private static Trouble unsent(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> new Trouble.Unreachable("no connection in time");
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          new Trouble.Unreachable("its address is unknown");
      case ConnectException _ -> new Trouble.Unreachable("the connection was refused");
      default -> new Trouble.BrokenOff(described(cause));
    };
  }

  private static String described(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private java.net.http.HttpRequest written(HttpRequest request) {
    java.net.http.HttpRequest.Builder written =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> {
      if (!authorization.decides(name)) {
        values.forEach(value -> written.header(name, value));
      }
    });
    authorization.apply(written);
    return written.method(request.method().name(), request.body() == null ? BodyPublishers.noBody()
        : BodyPublishers.ofString(amend.apply(request.body()))).build();
  }

  private void read(HttpResponse<InputStream> answered, long due, Optional<Listening> listening) {
    InputStream body = answered.body();
    try (body; Watch watch = wire.watch(due, () -> close(body))) {
      Watched watched = new Watched(watch, patience);
      try {
        read(answered, body, watched, listening);
      } catch (IOException e) {
        trouble = trouble.or(watched::late);
        broken(e);
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  private void read(HttpResponse<InputStream> answered, InputStream body, Watched watched,
      Optional<Listening> listening)
      throws IOException {
    String type = answered.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (answered.statusCode() != 200) {
      String text = text(body.readNBytes(LARGEST_ERROR));
      Trouble refused = new Trouble.Refused(answered.statusCode(), headers(answered), text);
      trouble = watched.late().or(() -> Optional.of(refused));
    } else if (type.startsWith("text/html")) {
      trouble = Optional
          .of(new Trouble.NotUnderstood("it is a web page; see whether the provider's address is right: "
              + text(body.readNBytes(SHOWN))));
    } else if (type.startsWith("application/json") || listening.isEmpty()) {
      whole(text(body.readAllBytes()), watched);
    } else {
      stream(body, watched, listening.get());
    }
  }

  private void whole(String text, Watched watched) {
    trouble = watched.late();
    if (trouble.isEmpty()) {
      whole = Optional.of(text);
      received(() -> receiver.whole(text));
    }
  }

  private String text(byte[] bytes) {
    return authorization.secret().mask(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answered) {
    Map<String, List<String>> headers = new TreeMap<>();
    answered.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }

  private void stream(InputStream body, Watched watched,
      Listening listening) {
    listening.listener.onOpen(SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).build());
    EventRelay relay = new EventRelay(this, watched, listening.listener);
    listening.parser.parse(body, relay);
    trouble = trouble.or(watched::late).or(relay::broken);
    if (trouble.isPresent() && Thread.interrupted()) {
      interrupted = true;
    }
    if (trouble.isEmpty()) {
      listening.listener.onClose();
    }
  }

  void event(String name, String data) {
    received(() -> receiver.event(name, data));
  }

  private void received(Runnable receive) {
    try {
      receive.run();
    } catch (RuntimeException e) {
      trouble = Optional.of(new Trouble.NotUnderstood(described(e)));
    }
  }

  boolean wantsMore() {
    return trouble.isEmpty() && !receiver.done();
  }

  /** The data without the key. */
  String masked(String data) {
    return authorization.secret().mask(data);
  }

  private void broken(IOException e) {
    if (Thread.interrupted()) {
      interrupted = true;
    }
    trouble = trouble.or(() -> Optional.of(new Trouble.BrokenOff(described(e))));
  }
}
