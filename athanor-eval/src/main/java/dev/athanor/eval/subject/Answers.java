package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Json;
import dev.athanor.run.StepFailed;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds the answer in what somebody else's system has sent: the whole, or a part of its JSON. */
public final class Answers {
  private Answers() {}

  /**
   * The answer.
   *
   * @param sent text, perhaps JSON
   * @param pointer where the answer stands in it, as a JSON pointer (RFC 6901); empty for the whole
   */
  public static Output of(String sent, Optional<String> pointer) {
    Optional<JsonNode> json = json(sent);
    if (pointer.isEmpty()) {
      return new Output(sent.strip(), json, false, java.util.List.of());
    }
    JsonNode value =
        json.orElseThrow(() -> wrong(pointer.get(), "no JSON", sent)).at(JsonPointer.compile(pointer.get()));
    if (value.isMissingNode() || value.isNull()) {
      throw wrong(pointer.get(), "JSON without it", sent);
    }
    return new Output(value.isString() ? value.stringValue() : value.toString(),
        value.isContainer() ? Optional.of(value)
            : Optional.empty(),
        false, java.util.List.of());
  }

  /** What was sent as JSON, if it is an object or an array. */
  public static Optional<JsonNode> json(String sent) {
    String text = sent.strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  private static StepFailed wrong(String pointer, String what, String sent) {
    return new StepFailed("answer-form",
        "the answer was expected at " + pointer + ", but what came is " + what + ": "
            + Json.abbreviate(sent.strip(), 200),
        false);
  }

  /** A JSON pointer, checked. */
  public static String checked(String pointer) {
    try {
      return JsonPointer.compile(pointer).toString();
    } catch (IllegalArgumentException e) {
      throw AthanorException.user("answer-pointer", "\"" + pointer
          + "\" is no JSON pointer; expected a path such as /answer/text");
    }
  }
}
