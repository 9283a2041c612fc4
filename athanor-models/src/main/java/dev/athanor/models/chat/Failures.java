package dev.athanor.models.chat;

import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.models.wire.Secret;
import dev.athanor.models.wire.Trouble;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong at a provider, by the codes of {@link ModelFailures}.
 *
 * @param model that was asked
 * @param at the provider's base address
 * @param key how it is let in, for advice
 * @param secret which must not be shown
 * @param nearest the names of models that come near
 * @param shorten what to do if the model can't read so much
 */
public record Failures(ModelName model, String at, String key, Secret secret, Supplier<String> nearest,
    String shorten) {
  private static final Pattern TOO_LONG = Pattern.compile(
      "(?i)context.{0,10}(length|window|size)|prompt is too long|too many (input )?tokens|input token count|exceeds the "
          + "(maximum|model).{0,40}(token|context|length)|maximum number of tokens|request too large");
  private static final Pattern NO_MONEY =
      Pattern.compile("(?i)credit balance|insufficient (balance|funds)|billing");
  private static final Pattern REFUSED =
      Pattern.compile("(?i)content (management )?policy|content filter|safety system");
  private static final Pattern NO_MODEL = Pattern.compile("(?i)model");

  /** What the wire has met. */
  public StepFailed of(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Refused refused -> refused(refused);
      case Trouble.Unreachable(var why) ->
          failed(ModelFailures.UNREACHABLE, "can't be reached at " + at + ": " + why
              + "; see whether the provider is up and the address is right", true);
      case Trouble.BrokenOff(var why) -> failed(ModelFailures.UNREACHABLE,
          "broke off before its answer was complete: " + why, true);
      case Trouble.TooSlow(var limit, var first) -> failed(ModelFailures.UNREACHABLE, (first
          ? "sent nothing within " : "sent nothing more within ") + seconds(limit), true);
      case Trouble.NotUnderstood(var why) -> garbled(why);
    };
  }

  /** An answer that is none. */
  public StepFailed garbled(String why) {
    return failed(ModelFailures.RESPONSE, "sent what can't be understood: " + why, true);
  }

  StepFailed incomplete(String expected) {
    return failed(ModelFailures.RESPONSE, "ended its answer without " + expected
        + ": it was cut off, and what came of it is not used", true);
  }

  /** An error amid a stream, which began well. */
  StepFailed amid(JsonNode error) {
    ErrorBody body = ErrorBody.of(error);
    int status = body.says("invalid_request_error", "invalid_argument", "not_found_error", "permission_error")
        ? 400 : body.says("rate_limit_error", "rate_limit_exceeded", "resource_exhausted") ? 429 : 500;
    StepFailed failed = failed(status, body, "amid its answer");
    return body.retryAfter().map(failed::retryAfter).orElse(failed);
  }

  private StepFailed refused(Trouble.Refused refused) {
    if (refused.status() / 100 == 3) {
      return failed(ModelFailures.REQUEST, "wants to be asked elsewhere (status " + refused.status() + ", "
          + refused.header("location").orElse("no address is given")
          + "), which could carry the key away; if the address is "
          + "right, set it for the provider", false);
    }
    ErrorBody body = ErrorBody.read(refused.body());
    StepFailed failed = failed(refused.status(), body, "status " + refused.status());
    return waits(refused).or(body::retryAfter).filter(_ -> failed.retryable()).map(failed::retryAfter)
        .orElse(failed);
  }

  private StepFailed failed(int status, ErrorBody body, String how) {
    String said =
        " (" + how + ": " + (body.message().isEmpty() ? "no reason is given" : body.message()) + ")";
    return switch (code(status, body)) {
      case ModelFailures.KEY -> failed(ModelFailures.KEY, "does not take the key" + said + "; " + key, false);
      case ModelFailures.UNKNOWN ->
          failed(ModelFailures.UNKNOWN, "has no such model" + said + nearest.get(), false);
      case ModelFailures.QUOTA -> failed(ModelFailures.QUOTA, "is not paid" + said
          + "; see to the account, or ask another model", false);
      case ModelFailures.RATE -> failed(ModelFailures.RATE, "is asked too much at a time" + said
          + "; set limits for the provider", true);
      case ModelFailures.CONTEXT -> failed(ModelFailures.CONTEXT, "can't read so much" + said
          + "; " + shorten, false);
      case ModelFailures.POLICY -> failed(ModelFailures.POLICY, "refuses by a policy" + said, false);
      case ModelFailures.PROVIDER -> failed(ModelFailures.PROVIDER, "has trouble of its own" + said, true);
      default -> failed(ModelFailures.REQUEST, "does not understand the request" + said, false);
    };
  }

  private static String code(int status, ErrorBody body) {
    if (status == 402 || body.says("insufficient_quota", "billing_error")
        || (status < 500 && body.mentions(NO_MONEY))) {
      return ModelFailures.QUOTA;
    }
    if (status == 401 || body.says("api_key_invalid", "invalid_api_key", "authentication_error")) {
      return ModelFailures.KEY;
    }
    if (body.says("model_not_found") || (status == 404 && body.mentions(NO_MODEL))) {
      return ModelFailures.UNKNOWN;
    }
    if (body.says("content_policy_violation", "content_filter", "content_policy")
        || (status == 400 && body.mentions(REFUSED))) {
      return ModelFailures.POLICY;
    }
    return status == 429 ? ModelFailures.RATE : byStatus(status, body);
  }

  private static String byStatus(int status, ErrorBody body) {
    if (status == 413 || body.says("context_length_exceeded", "request_too_large")
        || (status == 400 && body.mentions(TOO_LONG))) {
      return ModelFailures.CONTEXT;
    }
    boolean passes = (status >= 500 && status != 501) || status == 408 || status == 409 || status == 425;
    return status == 403 ? ModelFailures.KEY : passes ? ModelFailures.PROVIDER : ModelFailures.REQUEST;
  }

  /** Any other failure, of which the model's name is the subject. */
  public StepFailed failed(String code, String what, boolean retryable) {
    return new StepFailed(code, secret.maskTraces(model + " " + what), retryable);
  }

  private static Optional<Duration> waits(Trouble.Refused refused) {
    return refused.header("retry-after-ms").flatMap(Failures::millis).or(
        () -> refused.header("retry-after").flatMap(Failures::secondsOrDate));
  }

  private static Optional<Duration> millis(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]+)?")
        ? Optional.of(Duration.ofMillis((long) Double.parseDouble(text)))
        : Optional.empty();
  }

  private static Optional<Duration> secondsOrDate(String text) {
    if (text.matches("[0-9]{1,9}(\\.[0-9]+)?")) {
      return Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
    }
    try {
      Duration wait =
          Duration.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
