package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Played;
import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * One line of a file of outputs, read with checks: a member of another form than expected is refused with its value, and never left out silently.
 *
 * @param json an object
 */
record OutputLine(JsonNode json) {
  private static final BigDecimal MOST = new BigDecimal("1e9");
  private static final BigDecimal MOST_TOKENS = new BigDecimal("1e15");
  private static final String AMOUNT = "a number of at least 0, or nothing where it is not known";

  /** Reads it. */
  static OutputLine of(String line) {
    JsonNode json = Json.parse(line);
    if (!json.isObject()) {
      throw AthanorException.user("output-form", "it is " + Json.abbreviate(json.toString(), 80)
          + "; expected an object with an id, and an output or an error");
    }
    return new OutputLine(json);
  }

  /** The case that it answers. */
  String id() {
    return given("id").filter(id -> id.isString() || id.isIntegralNumber()).map(JsonNode::asString)
        .filter(id -> !id.isEmpty()).orElseThrow(() -> AthanorException.user("output-id",
            "it has no id; expected the id of the case that it answers"));
  }

  /** Which of the case's repeats, if it says so. */
  OptionalInt repeat() {
    return given("repeat").map(repeat -> {
      if (!repeat.isIntegralNumber() || !repeat.canConvertToInt() || repeat.intValue() < 0) {
        throw wrong("repeat", repeat, "a whole number, 0 for the first");
      }
      return OptionalInt.of(repeat.intValue());
    }).orElse(OptionalInt.empty());
  }

  /** What it tells. */
  Played played() {
    Optional<String> error = given("error").map(each -> text("error", each));
    Optional<Output> output = given("output").map(this::output);
    if (error.isEmpty() && output.isEmpty()) {
      throw AthanorException.user("output-missing", "it has neither an output nor an error");
    }
    return new Played(error.isPresent() ? Optional.empty() : output, error,
        given("messages").map(each -> ChatMessages.read(array("messages", each, "an array of messages"))),
        given("found").map(each -> passages("found", each)), amount("tokens", MOST_TOKENS).map(this::whole),
        amount("dollars", MOST),
        amount("seconds", MOST).map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue())));
  }

  private Output output(JsonNode value) {
    boolean abstained = given("abstained").map(each -> {
      if (!each.isBoolean()) {
        throw wrong("abstained", each, "true or false");
      }
      return each.booleanValue();
    }).orElse(false);
    Optional<JsonNode> whole =
        given("value").or(() -> value.isString() ? Optional.empty() : Optional.of(value));
    return new Output(value.isString() ? value.stringValue() : value.toString(), whole, abstained,
        given("citations").map(each -> passages("citations", each)).orElse(List.of()));
  }

  private Optional<JsonNode> given(String member) {
    return Optional.ofNullable(json.get(member)).filter(each -> !each.isNull());
  }

  private static AthanorException wrong(String member, JsonNode value, String expected) {
    return AthanorException.user("output-form",
        "its " + member + " is " + Json.abbreviate(value.toString(), 80)
            + "; expected " + expected);
  }

  private static String text(String member, JsonNode value) {
    if (!value.isString()) {
      throw wrong(member, value, "text");
    }
    return value.stringValue();
  }

  private static JsonNode array(String member, JsonNode value, String expected) {
    if (!value.isArray()) {
      throw wrong(member, value, expected);
    }
    return value;
  }

  /** What it took, if that was recorded: what was not is no 0. A number may be written as text. */
  private Optional<BigDecimal> amount(String member, BigDecimal most) {
    return given(member).map(value -> {
      try {
        BigDecimal amount = new BigDecimal(value.isNumber() || value.isString() ? value.asString() : "");
        if (amount.signum() >= 0 && amount.compareTo(most) <= 0) {
          return amount;
        }
      } catch (NumberFormatException _) {
        // told of below, with what it is
      }
      throw wrong(member, value, AMOUNT);
    });
  }

  private long whole(BigDecimal tokens) {
    try {
      return tokens.longValueExact();
    } catch (ArithmeticException _) {
      throw wrong("tokens", json.path("tokens"), "a whole " + AMOUNT.substring(2));
    }
  }

  private static List<Evidence> passages(String member, JsonNode passages) {
    String expected = "an array of passages, each with id, document and text, and start and end if known";
    return array(member, passages, expected).valueStream().map(each -> {
      boolean whole =
          each.path("id").isString() && each.path("document").isString() && each.path("text").isString();
      if (!whole || !placed(each.path("start")) || !placed(each.path("end"))) {
        throw wrong(member, passages, expected);
      }
      return new Evidence(each.path("id").stringValue(), each.path("document").stringValue(),
          each.path("text").stringValue(), place(each.path("start")), place(each.path("end")));
    }).toList();
  }

  private static boolean placed(JsonNode place) {
    return place.isMissingNode() || place.isNull() || (place.isIntegralNumber() && place.canConvertToInt());
  }

  private static Optional<Integer> place(JsonNode place) {
    return place.isIntegralNumber() ? Optional.of(place.intValue()) : Optional.empty();
  }
}
