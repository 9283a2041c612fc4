package dev.athanor.promptfoo.assertion;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.Role;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.template.Script;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Assertions that a model judges, with this project's questions to judges.
 *
 * @param scorers makes the judge of its settings
 * @param models the model that an assertion names
 */
public record JudgedChecks(Function<ObjectNode, Scorer> scorers, Function<JsonNode, ModelName> models) {
  private static final double HALF = 0.5;

  /** The value is what counts. */
  Check rubric(One assertion) {
    String criteria =
        assertion.value().map(value -> value.isString() ? value.stringValue() : Script.json(value))
            .orElseThrow(() -> Values.wrong(assertion, "what counts, in words"));
    return judged(assertion, Json.object().put("scorer", "rubric").put("criteria", criteria), HALF,
        Optional.empty());
  }

  /** The value is the right answer. */
  Check factuality(One assertion) {
    return judged(assertion, Json.object().put("scorer", "factuality"), HALF,
        Optional.of(Values.text(assertion)));
  }

  /** The value is the right answer, which the context must support. */
  Check contextRecall(One assertion) {
    return judged(assertion, Json.object().put("scorer", "context-recall"), HALF, Optional.of(Values.text(
        assertion)));
  }

  /** Nothing more is needed. */
  Check plain(One assertion, String scorer) {
    return judged(assertion, Json.object().put("scorer", scorer), HALF, Optional.empty());
  }

  static AthanorException missing(One assertion) {
    return AthanorException.user("judge-missing", assertion.written()
        + " asks a model to judge, and nobody says which; name one under defaultTest.options"
        + ".provider, or with --judge PROVIDER:MODEL");
  }

  private Check judged(One assertion, ObjectNode settings, double usual, Optional<String> reference) {
    JsonNode judge = assertion.judge().orElseThrow(() -> missing(assertion));
    double threshold = assertion.threshold().orElse(usual);
    return (sample, run) -> {
      Scorer scorer = scorers.apply(settings.deepCopy().put("model", models.apply(judge).toString()));
      return switch (scorer.score(shown(sample, reference), run)) {
        case Score.Unscored(String reason) -> new Verdict.Unknown(reason);
        case Score.Value(double value, Optional<String> why) -> new Verdict.Given(
            value >= threshold != assertion.inverse(), assertion.inverse() ? 1 - value : value,
            why.orElse("judged " + value));
      };
    };
  }

  /** As judges look at it: the question, the right answer and the context are where they look for them. */
  private static Sample shown(Sample sample, Optional<String> reference) {
    Case given = sample.given();
    JsonNode values = given.input();
    JsonNode context = values.path("context");
    List<String> passages = context.isArray() ? context.valueStream().map(Script::text).toList()
        : context.isMissingNode() ? List.of() : List.of(Script.text(context));
    return new Sample(
        new Case(given.id(), Script.of(question(sample, values)), reference.map(Script::of), passages,
            given.metadata(), given.tags(), given.cluster(), given.split()),
        sample.output(), sample.trail());
  }

  private static String question(Sample sample, JsonNode values) {
    return values.path("query").isString() ? values.path("query").stringValue()
        : sample.trail().messages().stream().filter(each -> each.role() == Role.USER)
            .reduce((_, last) -> last)
            .map(Message::text).orElse(Script.json(values));
  }
}
