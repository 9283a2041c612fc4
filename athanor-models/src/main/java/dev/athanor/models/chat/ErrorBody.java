package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says about an error, whoever it is.
 *
 * @param words by which it names the error, in lower case
 * @param message for people
 * @param retryAfter how long it asks to wait, where it says so in the body
 */
record ErrorBody(List<String> words, String message, Optional<Duration> retryAfter) {
  private static final Pattern SECONDS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)s");
  private static final int LONGEST = 500;

  static ErrorBody read(String text) {
    try {
      return of(Json.parse(text));
    } catch (AthanorException e) {
      return new ErrorBody(List.of(), Json.abbreviate(text.strip(), LONGEST), Optional.empty());
    }
  }

  static ErrorBody of(JsonNode body) {
    JsonNode whole = body.isArray() && !body.isEmpty() ? body.get(0) : body;
    JsonNode error = whole.path("error").isObject() ? whole.get("error") : whole;
    List<String> words = new ArrayList<>();
    List.of("code", "type", "status", "param").forEach(name -> word(error.path(name)).ifPresent(words::add));
    Optional<Duration> wait = Optional.empty();
    for (JsonNode detail : error.path("details")) {
      word(detail.path("reason")).ifPresent(words::add);
      wait = wait.or(() -> duration(detail.path("retryDelay").asString("")));
    }
    return new ErrorBody(List.copyOf(words), Json.abbreviate(message(error, whole), LONGEST), wait);
  }

  private static String message(JsonNode error, JsonNode whole) {
    for (JsonNode candidate : List.of(error.path("message"), whole.path("error"), whole.path("message"),
        whole.path(
            "detail"))) {
      if (candidate.isString() && !candidate.stringValue().isBlank()) {
        return candidate.stringValue().strip();
      }
    }
    return whole.toString();
  }

  private static Optional<String> word(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue().toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    Matcher matcher = SECONDS.matcher(text);
    return matcher.matches()
        ? Optional.of(Duration.ofMillis(new BigDecimal(matcher.group(1)).movePointRight(3)
            .longValue()))
        : Optional.empty();
  }

  boolean says(String... any) {
    return List.of(any).stream().anyMatch(words::contains);
  }

  boolean mentions(Pattern pattern) {
    return pattern.matcher(message).find();
  }
}
