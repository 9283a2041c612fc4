package dev.athanor.promptfoo.assertion;

import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.provider.Asker;
import dev.athanor.promptfoo.provider.Rendering;
import dev.athanor.promptfoo.provider.Target;
import dev.athanor.promptfoo.template.Script;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An {@code llm-rubric} whose judge is asked the suite's own question, and answers in JSON with {@code pass}, {@code score} and {@code reason}. */
final class OwnRubric {
  private static final Pattern YES = Pattern.compile("true|yes|pass|y", Pattern.CASE_INSENSITIVE);

  private OwnRubric() {}

  static Check check(One assertion, Supplier<Asker> asker) {
    JsonNode judge = assertion.judge().orElseThrow(() -> JudgedChecks.missing(assertion));
    String question = assertion.question().orElseThrow();
    String rubric =
        assertion.value().map(value -> value.isString() ? value.stringValue() : Script.json(value))
            .orElse("");
    return (sample, run) -> {
      ObjectNode values =
          sample.given().input() instanceof ObjectNode input ? Rendering.values(input) : Json.object();
      values.set("output", JsonChecks.parsed(sample.output().text())
          .orElseGet(() -> Script.of(sample.output().text())));
      values.put("rubric", rubric);
      String said = asker.get().ask(run, (Target.OfModel) Target.CODEC.decode(judge),
          Rendering.filled(question, shown(values)));
      return verdict(assertion, said);
    };
  }

  /** Values as a question shows them: objects as JSON. */
  static ObjectNode shown(ObjectNode values) {
    ObjectNode shown = Json.object();
    values.properties().forEach(each -> shown.set(each.getKey(), shown(each.getValue())));
    return shown;
  }

  private static JsonNode shown(JsonNode value) {
    if (value instanceof ArrayNode list) {
      ArrayNode all = Json.MAPPER.createArrayNode();
      list.forEach(each -> all.add(each.isContainer() ? Script.of(Script.json(each)) : each));
      return all;
    }
    return value.isObject() ? Script.of(Script.json(value)) : value;
  }

  private static Verdict verdict(One assertion, String said) {
    List<JsonNode> found = JsonChecks.objects(said);
    if (found.isEmpty()) {
      return new Verdict.Unknown("the judge gave no JSON: " + Json.abbreviate(said, 120));
    }
    JsonNode json = found.getFirst();
    boolean passes =
        !json.hasNonNull("pass") || (json.get("pass").isBoolean() ? json.get("pass").booleanValue()
            : YES.matcher(Script.text(json.get("pass"))).matches());
    double score = score(json).orElse(passes ? 1.0 : 0.0);
    boolean passed = passes && assertion.threshold().map(least -> score >= least).orElse(true);
    return new Verdict.Given(passed != assertion.inverse(), assertion.inverse() ? 1 - score : score,
        json.path("reason").asString("judged " + score));
  }

  private static Optional<Double> score(JsonNode json) {
    JsonNode score = json.path("score");
    try {
      return score.isNumber() ? Optional.of(score.doubleValue())
          : score.isString() ? Optional.of(Double.parseDouble(score.stringValue().strip()))
              : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
