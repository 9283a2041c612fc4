package dev.athanor.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pieces that entries and headers are written with. Their names are for good: a journal is read for years. What is
 * absent is left out; whole numbers beyond 2^53 and decimals are text, as everywhere in canonical JSON.
 */
final class JournalJson {
  private JournalJson() {}

  static ObjectNode content(Content content) {
    ObjectNode json = Json.object().put("hash", content.hash().hex());
    // The root stays text: a reader must get the very bytes that were hashed.
    content.inline().ifPresent(root -> json.put("inline", root));
    return json;
  }

  static Content content(JsonNode json) {
    return new Content(hash(json, "hash"), optional(json, "inline").map(JournalJson::text));
  }

  static ObjectNode step(Step step) {
    return Json.object().put("operation", step.operation()).put("version", step.version())
        .put("effect", name(step.effect())).set("request", content(step.request()));
  }

  static Step step(JsonNode json) {
    return new Step(text(json, "operation"), text(json, "version"), constant(json, "effect", Effect.class),
        content(member(json, "request")));
  }

  static ObjectNode failure(Failure failure) {
    return Json.object().put("code", failure.code()).put("message", failure.message()).put("retryable",
        failure.retryable());
  }

  static Failure failure(JsonNode json) {
    return new Failure(text(json, "code"), text(json, "message"), truth(json, "retryable"));
  }

  static ObjectNode result(Result result) {
    return switch (result) {
      case Result.Ok(var value) -> Json.object().set("ok", content(value));
      case Result.Failed(var failure) -> Json.object().set("failed", failure(failure));
    };
  }

  static Result result(JsonNode json) {
    JsonNode ok = json.get("ok");
    return ok != null ? new Result.Ok(content(ok)) : new Result.Failed(failure(member(json, "failed")));
  }

  static ObjectNode spend(Spend spend) {
    return Json.object().put("tokens", spend.tokens()).put("dollars", spend.dollars().toPlainString());
  }

  static Spend spend(JsonNode json) {
    return new Spend(whole(json, "tokens"), decimal(member(json, "dollars")));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E constant(JsonNode json, String member, Class<E> type) {
    String name = text(json, member);
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(name)) {
        return constant;
      }
    }
    throw malformed(json, "\"" + member + "\" is \"" + name + "\", which this version does not know");
  }

  static JsonNode member(JsonNode json, String member) {
    return optional(json, member).orElseThrow(() -> malformed(json, "\"" + member + "\" is missing"));
  }

  static Optional<JsonNode> optional(JsonNode json, String member) {
    return Optional.ofNullable(json.get(member));
  }

  static String text(JsonNode json, String member) {
    return text(member(json, member));
  }

  static String text(JsonNode json) {
    if (!json.isString()) {
      throw malformed(json, "a text was expected");
    }
    return json.stringValue();
  }

  static boolean truth(JsonNode json, String member) {
    JsonNode value = member(json, member);
    if (!value.isBoolean()) {
      throw malformed(json, "\"" + member + "\" is neither true nor false");
    }
    return value.booleanValue();
  }

  static long whole(JsonNode json, String member) {
    return whole(member(json, member));
  }

  /** A whole number, which canonical JSON writes as text beyond 2^53. */
  static long whole(JsonNode json) {
    if (json.canConvertToLong() && json.isIntegralNumber()) {
      return json.longValue();
    }
    return parsed(json, Long::valueOf);
  }

  static int small(JsonNode json, String member) {
    return parsed(member(json, member), Integer::valueOf);
  }

  static BigDecimal decimal(JsonNode json) {
    return parsed(json, BigDecimal::new);
  }

  static Hash hash(JsonNode json, String member) {
    return parsed(member(json, member), Hash::new);
  }

  static Path path(JsonNode json, String member) {
    return new Path(text(json, member));
  }

  static RunId run(JsonNode json, String member) {
    return new RunId(text(json, member));
  }

  static Instant instant(JsonNode json, String member) {
    return instant(member(json, member));
  }

  static Instant instant(JsonNode json) {
    return parsed(json, Instant::parse);
  }

  static Duration duration(JsonNode json) {
    return parsed(json, Duration::parse);
  }

  private static <T> T parsed(JsonNode json, Function<String, @Nullable T> parser) {
    try {
      T value = json.isString() || json.isNumber() ? parser.apply(json.asString()) : null;
      if (value != null) {
        return value;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw AthanorException.data("journal-json", describe(json, e.getMessage()), e);
    }
    throw malformed(json, "a text or a number was expected");
  }

  static AthanorException malformed(JsonNode json, String what) {
    return AthanorException.data("journal-json", describe(json, what));
  }

  private static String describe(JsonNode json, @Nullable String what) {
    return "this is no record of a journal that this version can read: " + what + " in "
        + Json.abbreviate(json.toString(), 300);
  }
}
