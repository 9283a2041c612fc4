package dev.athanor.eval.scorer.judge;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks one model for a verdict, and once more if what it says is none. */
record Bench(ModelOperation operation) {
  private static final ModelSettings SETTINGS =
      new ModelSettings(Optional.of(0.0), Optional.empty(), Optional.empty(),
          Optional.of(1_500), Optional.empty(), List.of(), Optional.empty(), Map.of());

  /**
   * What a judge said.
   *
   * @param value as it was read; empty if it was no verdict, also when asked again
   * @param words its own
   */
  record Heard<T>(Optional<T> value, String words) {}

  <T> Heard<T> ask(Run run, ModelName model, List<Message> messages, Function<String, Optional<T>> read) {
    String first = run.step("judge", operation, ModelRequest.of(model, messages, SETTINGS)).text();
    Optional<T> verdict = read.apply(first);
    if (verdict.isPresent()) {
      return new Heard<>(verdict, first);
    }
    List<Message> again = new ArrayList<>(messages);
    again.add(Message.assistant(first));
    again.add(Message.user(
        "That is not in the form that was asked for. Answer with the JSON only, in exactly that form."));
    String second = run.step("repair", operation, ModelRequest.of(model, again, SETTINGS)).text();
    return new Heard<>(read.apply(second), second);
  }

  /** The JSON object of a verdict: the text from the first brace to the last one. */
  static Optional<JsonNode> json(String text) {
    int start = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (start < 0 || end < start) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text.substring(start, end + 1)));
    } catch (AthanorException _) {
      return Optional.empty();
    }
  }
}
