package dev.athanor.eval.scorer.agent;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.eval.scorer.kind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks tool calls against accepted values as the Berkeley function-calling leaderboard does (Patil et al. 2025, {@code ast_checker.py}): the
 * right tool, the required parameters and no unknown ones, right types, and of each parameter one of the accepted values, where {@code ""} says
 * that it may be left out. The case has {@code functions} (their descriptions; a single one is meant whatever
 * the accepted call is named) and {@code accepted} (an object of one member a call: its name,
 * with the accepted values by parameter; a list of such objects for parallel calls) in its metadata, and {@code language} {@code java} if values
 * are Java expressions in text.
 */
public final class CallCheck {
  /** As files name it. */
  public static final List<Kind> KINDS = List.of(new Kind("bfcl", "tool calls against accepted values",
      "functions and accepted in the case's metadata, language if it is java", List.of(),
      "Berkeley function-calling leaderboard, ast_checker.py", _ -> scorer()));

  private CallCheck() {}

  /** The scorer. */
  public static Scorer scorer() {
    return Scorer.of(Metric.passFail("bfcl", "1"), CallCheck::score);
  }

  private static Score score(Sample sample) {
    ObjectNode metadata = sample.given().metadata();
    JsonNode accepted = metadata.path("accepted");
    if (!accepted.isContainer() || accepted.isEmpty() || metadata.path("functions").isMissingNode()) {
      return Score.unscored("case \"" + sample.given().id()
          + "\" has no functions and accepted in its metadata, which bfcl compares with");
    }
    if (sample.trail().tools().isEmpty()) {
      return ToolScorers.unknown("bfcl");
    }
    Optional<String> wrong =
        wrong(sample.trail().tools().get(), accepted.isArray() ? accepted.valueStream().toList()
            : List.of(accepted), metadata);
    return Score.passed(wrong.isEmpty(), wrong.orElse("accepted"));
  }

  private static Optional<String> wrong(List<ToolUse> uses, List<JsonNode> accepted, ObjectNode metadata) {
    if (uses.size() != accepted.size()) {
      return Optional.of("wrong number of calls: " + uses.size() + ", expected " + accepted.size());
    }
    List<ToolUse> left = new ArrayList<>(uses);
    for (JsonNode each : accepted) {
      List<String> reasons = new ArrayList<>();
      Optional<ToolUse> right = left.stream().filter(use -> {
        Optional<String> reason = wrong(use, each, metadata);
        reason.ifPresent(reasons::add);
        return reason.isEmpty();
      }).findFirst();
      if (right.isEmpty()) {
        return Optional.of(String.join("; or ", reasons));
      }
      left.remove(right.get());
    }
    return Optional.empty();
  }

  private static Optional<String> wrong(ToolUse use, JsonNode accepted, ObjectNode metadata) {
    var one = accepted.properties().iterator().next();
    JsonNode functions = metadata.path("functions");
    Optional<JsonNode> function = functions.isObject() ? Optional.of(functions)
        : functions.valueStream().filter(each -> each.path("name").asString("").equals(one.getKey()))
            .findFirst();
    if (function.isEmpty()) {
      return Optional.of("the case describes no function " + one.getKey());
    }
    String name = function.get().path("name").asString("");
    if (!use.name().equals(name) && !use.name().equals(name.replace('.', '_'))) {
      return Optional.of("wrong function: " + use.name() + ", expected " + name);
    }
    return Expected.arguments(use).map(said -> wrong(said, function.get().path("parameters"), one.getValue(),
        metadata.path("language").asString("").equals("java")))
        .orElseGet(
            () -> Optional.of("the arguments of " + use.name() + " are no JSON object: " + use.arguments()));
  }

  private static Optional<String> wrong(ObjectNode said, JsonNode parameters, JsonNode accepted,
      boolean java) {
    for (JsonNode required : parameters.path("required").values()) {
      if (!said.has(required.asString())) {
        return Optional.of("missing required parameter: " + required.asString());
      }
    }
    for (var each : said.properties()) {
      JsonNode description = parameters.path("properties").path(each.getKey());
      JsonNode values = accepted.path(each.getKey());
      Optional<String> reason = description.isMissingNode() || values.isMissingNode()
          ? Optional.of("unexpected parameter: " + each.getKey())
          : new ParameterCheck(each.getKey(), description, values.valueStream().toList(), java)
              .wrong(each.getValue());
      if (reason.isPresent()) {
        return reason;
      }
    }
    return accepted.properties().stream()
        .filter(
            each -> !said.has(each.getKey()) && each.getValue().valueStream().noneMatch(CallCheck::leftOut))
        .findFirst().map(each -> "parameter not given and not optional: " + each.getKey());
  }

  /** Whether an accepted value says that the parameter may be left out. */
  static boolean leftOut(JsonNode value) {
    return value.isString() && value.stringValue().isEmpty();
  }
}
