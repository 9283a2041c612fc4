package dev.athanor.bench.scorers;

import dev.athanor.bench.retrieval.DataFolder;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.agent.CallCheck;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scores GPT-4o's recorded tool calls of the Berkeley function-calling leaderboard, and prints each that is not accepted and why. Official are
 * 353 of 400 and 182 of 200; the current official checker accepts 60 of the 100 Java calls.
 */
public final class Bfcl {
  private static final Map<String, Integer> OFFICIAL =
      Map.of("simple", 353, "multiple_function", 182, "java", 60);

  private Bfcl() {}

  /** Prints the table; the optional arguments are the data folder, and {@code reasons} to print why calls are not accepted. */
  public static void main(String[] arguments) throws IOException {
    Path folder = DataFolder.of(arguments, "bfcl");
    boolean reasons = Arrays.asList(arguments).contains("reasons");
    for (String part : List.of("simple", "multiple_function", "java")) {
      List<String> wrong = new ArrayList<>();
      List<JsonNode> questions = lines(folder.resolve("gorilla_openfunctions_v1_test_" + part + ".json"));
      Map<String, JsonNode> answers = byId(folder.resolve("answers_" + part + ".json"));
      Map<String, JsonNode> outputs = byId(folder.resolve("gpt-4o_outputs_" + part + ".json"));
      for (JsonNode question : questions) {
        String id = question.path("id").asString();
        Sample sample = sample(question, answers.getOrDefault(id, Json.object()),
            outputs.getOrDefault(id, Json.object()).path("result"), part);
        String reason = reason(sample);
        if (!reason.isEmpty()) {
          wrong.add(id + ": " + reason);
        }
      }
      System.out.printf("%-18s %d of %d accepted, official %d%n", part, questions.size() - wrong.size(),
          questions.size(), OFFICIAL.get(part));
      if (reasons) {
        wrong.forEach(each -> System.out.println("  " + each));
      }
    }
  }

  private static String reason(Sample sample) {
    return switch (score(sample)) {
      case Score.Value(double value, var explanation) -> value == 1 ? "" : explanation.orElse("");
      case Score.Unscored(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private static Score score(Sample sample) {
    Scorer scorer = CallCheck.scorer();
    return Samples.score(scorer, sample);
  }

  private static Sample sample(JsonNode question, JsonNode answer, JsonNode result, String part) {
    ObjectNode metadata = Json.object();
    metadata.set("functions", question.path("function"));
    metadata.set("accepted", answer.path("ground_truth"));
    metadata.put("language", part.equals("java") ? "java" : "python");
    var given = new Case(question.path("id").asString(), question.path("question"), Optional.empty(),
        List.of(), metadata,
        new TreeSet<>(), Optional.empty(), Split.VALIDATION);
    List<ToolUse> tools = result.isArray() ? result.valueStream().flatMap(call -> call.properties().stream())
        .map(call -> new ToolUse(call.getKey(), call.getValue().asString(), Optional.empty(), false)).toList()
        : List.of();
    var trail =
        new Trail(List.of(), Optional.of(tools), Optional.empty(), 1, 1, Optional.empty(), Optional.empty(),
            Optional.empty());
    return new Sample(given, Output.text(result.isString() ? result.stringValue() : ""), trail);
  }

  private static Map<String, JsonNode> byId(Path file) throws IOException {
    Map<String, JsonNode> byId = new HashMap<>();
    lines(file).forEach(each -> byId.put(each.path("id").asString(), each));
    return byId;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(Json::parse).toList();
  }
}
