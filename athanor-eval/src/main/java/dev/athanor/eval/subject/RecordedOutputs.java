package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Played;
import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A file of outputs, one a line: {@code {"id": "case-1", "repeat": 0, "output": "..."}}, and if known {@code value} (the output as JSON), {@code
 * messages} (as OpenAI's chat API has
 * them), {@code found} (passages: {@code id, document, text, start, end}), {@code abstained}, {@code error} in place of an output, {@code tokens},
 * {@code dollars} and {@code seconds}. Outputs of a case without {@code repeat} are its repeats in order.
 *
 * @param file where it is
 * @param hash of its bytes
 * @param byCase the outputs of each case, by repeat
 */
record RecordedOutputs(Path file, Hash hash, Map<String, Map<Integer, Played>> byCase) {
  private static final Codec<Evidence> EVIDENCE = Codec.of(Evidence.class);

  static RecordedOutputs of(Path file) {
    byte[] bytes = bytes(file);
    Map<String, Map<Integer, Played>> byCase = new HashMap<>();
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(byCase, lines.get(i), file + ", line " + (i + 1) + ": ");
      }
    }
    return new RecordedOutputs(file, Hash.of(bytes), byCase);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw AthanorException.user("outputs-missing", "there is no file of outputs " + file
          + "; check its name in the evaluation");
    } catch (IOException e) {
      throw AthanorException.data("outputs-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void add(Map<String, Map<Integer, Played>> byCase, String line, String place) {
    try {
      JsonNode record = Json.parse(line);
      String id = record.path("id").asString("");
      if (id.isEmpty()) {
        throw AthanorException.user("output-id", "it has no id; expected the id of the case that it answers");
      }
      Map<Integer, Played> repeats = byCase.computeIfAbsent(id, _ -> new HashMap<>());
      int repeat = record.path("repeat").asInt(repeats.size());
      if (repeats.putIfAbsent(repeat, played(record)) != null) {
        throw AthanorException.user("output-twice",
            "case " + id + " has a second output for repeat " + repeat);
      }
    } catch (AthanorException e) {
      throw AthanorException.user(e.code(), place + e.getMessage());
    }
  }

  private static Played played(JsonNode record) {
    Optional<String> error = given(record, "error").map(JsonNode::asString);
    Optional<Output> output = given(record, "output").map(json -> output(json, record));
    if (error.isEmpty() && output.isEmpty()) {
      throw AthanorException.user("output-missing", "it has neither an output nor an error");
    }
    return new Played(error.isPresent() ? Optional.empty() : output, error,
        given(record, "messages").map(ChatMessages::read), given(record, "found").map(RecordedOutputs::found),
        amount(record, "tokens").map(BigDecimal::longValue), amount(record, "dollars"),
        amount(record, "seconds").map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue())));
  }

  private static Optional<JsonNode> given(JsonNode record, String member) {
    return Optional.ofNullable(record.get(member)).filter(json -> !json.isNull());
  }

  /** What it took, if that was recorded: what was not is no 0. */
  private static Optional<BigDecimal> amount(JsonNode record, String member) {
    return given(record, member).map(json -> {
      try {
        BigDecimal amount = new BigDecimal(json.asString(""));
        if (amount.signum() >= 0) {
          return amount;
        }
      } catch (NumberFormatException _) {
        // told of below, with what it is
      }
      throw AthanorException.user("output-amount", "its " + member + " is " + json
          + "; expected a number of at least 0, or nothing where it is not known");
    });
  }

  private static Output output(JsonNode value, JsonNode record) {
    boolean abstained = record.path("abstained").asBoolean(false);
    Optional<JsonNode> json = record.has("value") ? Optional.of(record.get("value"))
        : value.isString() ? Optional.empty() : Optional.of(value);
    return new Output(value.isString() ? value.stringValue() : value.toString(), json, abstained,
        found(record.path("citations")));
  }

  private static List<Evidence> found(JsonNode passages) {
    return passages.valueStream().map(EVIDENCE::decode).toList();
  }

  Played at(RecordedSubject.Which which) {
    Played played = byCase.getOrDefault(which.id(), Map.of()).get(which.repeat());
    if (played == null) {
      throw AthanorException.user(Played.MISSING,
          file + " has no output of case " + which.id() + " for repeat " + which
              .repeat() + "; it has " + byCase.getOrDefault(which.id(), Map.of()).size() + " of it");
    }
    return played;
  }
}
