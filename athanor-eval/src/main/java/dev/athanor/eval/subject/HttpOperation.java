package dev.athanor.eval.subject;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.ModelFailures;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends JSON to an endpoint. A draw, since the endpoint may answer differently each time. */
public final class HttpOperation implements Operation<HttpOperation.Request, HttpOperation.Response> {
  private static final Codec<Request> REQUEST = Codec.of(Request.class);
  private static final Codec<Response> RESPONSE = Codec.of(Response.class);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final int TOO_MANY = 429;
  private static final int ITS_OWN_TROUBLE = 500;

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** Made when first used: a client takes hold of the network, and a replay must not. */
  private @Nullable HttpClient client;
  private final Function<String, Optional<String>> environment;

  /**
   * Sends with this environment.
   *
   * @param environment gives the variables that headers name
   */
  public HttpOperation(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
      client = made;
    }
    return made;
  }

  /**
   * What is sent.
   *
   * @param url where
   * @param headers by name; variables are not filled in yet
   * @param body what
   * @param limit how long it may take
   */
  public record Request(String url, Map<String, String> headers, JsonNode body, Duration limit) {}

  /**
   * What came back.
   *
   * @param status of HTTP
   * @param body as it came
   */
  public record Response(int status, String body) {}

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.SAMPLED;
  }

  @Override
  public Codec<Request> request() {
    return REQUEST;
  }

  @Override
  public Codec<Response> response() {
    return RESPONSE;
  }

  @Override
  public Retry retry() {
    return new Retry(4, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  @Override
  public Response live(Request request, Attempt attempt) throws InterruptedException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).timeout(request.limit())
        .header(
            "Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(request.body().toString()));
    request.headers().forEach((name, value) -> set(builder, name, filled(name, value)));
    try {
      HttpResponse<String> response = client().send(builder.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw refused(request, response);
      }
      return new Response(response.statusCode(), response.body());
    } catch (HttpConnectTimeoutException e) {
      throw new StepFailed(ModelFailures.UNREACHABLE,
          request.url() + " could not be connected to within " + TO_CONNECT,
          true);
    } catch (HttpTimeoutException e) {
      throw new StepFailed(ModelFailures.UNREACHABLE,
          request.url() + " did not answer within " + request.limit(), true);
    } catch (IOException e) {
      throw new StepFailed(ModelFailures.UNREACHABLE, request.url() + " can't be reached: " + e, true);
    }
  }

  /** The JDK's own message would repeat the value, which may be a key. */
  private static void set(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new StepFailed(ModelFailures.KEY, "the header " + name
          + " can't be sent: its name is reserved, or its"
          + " value has a line break or another control character, as a variable read from a file may have",
          false);
    }
  }

  private String filled(String header, String value) {
    return VARIABLE.matcher(value)
        .replaceAll(match -> Matcher.quoteReplacement(environment.apply(match.group(1))
            .orElseThrow(() -> new StepFailed(ModelFailures.KEY,
                "the header " + header + " names the variable " + match
                    .group(1) + ", which is not set; set it in the environment",
                false))));
  }

  private static StepFailed refused(Request request, HttpResponse<String> response) {
    int status = response.statusCode();
    String message =
        request.url() + " answered with status " + status + ": " + Json.abbreviate(response.body().strip(),
            300);
    if (status != TOO_MANY && status < ITS_OWN_TROUBLE) {
      return new StepFailed("http-status", message, false);
    }
    StepFailed failed =
        new StepFailed(status == TOO_MANY ? ModelFailures.RATE : ModelFailures.PROVIDER, message, true);
    return response.headers().firstValue("Retry-After").flatMap(HttpOperation::wait).map(failed::retryAfter)
        .orElse(failed);
  }

  /** Seconds, or a date (RFC 9110, 10.2.3). */
  private static Optional<Duration> wait(String said) {
    String text = said.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Duration left =
          Duration.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
