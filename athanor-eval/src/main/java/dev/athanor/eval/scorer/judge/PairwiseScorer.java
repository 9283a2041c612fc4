package dev.athanor.eval.scorer.judge;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whether an answer is better than another one, asked in both orders: 1 if it wins in both, 0 if it loses in both, 0.5 if it is a tie or the
 * verdict goes with the position, which the explanation calls inconsistent, so that it can be counted. A panel's verdict is the mean of its judges'.
 *
 * @param other the member of the case's metadata that has the other answer; the reference if it is not there, or null
 * @param order both unless half the cost is worth a judge's liking for one place
 * @param models who is asked
 */
record PairwiseScorer(JudgePrompt prompt, String criteria, String other, Order order, Bench bench,
    List<ModelName> models) implements Scorer {
  /** In which orders the two answers are shown. */
  enum Order {
    /** In both, for twice the cost, so that a liking for one place does not count. */
    BOTH,
    /** The answer that is scored first. */
    FIRST,
    /** The answer that is scored second. */
    SECOND
  }

  @Override
  public Metric metric() {
    return Metric.fraction("pairwise", prompt.version());
  }

  @Override
  public Score score(Sample sample, Run run) {
    JsonNode there = sample.given().metadata().path(other);
    Optional<String> against = there.isMissingNode() || there.isNull()
        ? References.texts(sample.given()).stream().findFirst() : Optional.of(References.text(there));
    if (against.isEmpty()) {
      return Score.unscored("case \"" + sample.given().id() + "\" has neither " + other
          + " in its metadata nor a reference, which pairwise compares with");
    }
    return Panel.together(metric(), run.each("panel", models, ModelName::toString,
        (part, model) -> score(part, model, sample, against.get())));
  }

  private Score score(Run run, ModelName model, Sample sample, String against) {
    String question = References.text(sample.given().input());
    String own = sample.output().text();
    return switch (order) {
      case BOTH -> both(model, run.scope("first", part -> ask(part, model, question, own, against)),
          run.scope("second", part -> ask(part, model, question, against, own)));
      case FIRST -> one(model, run.scope("first", part -> ask(part, model, question, own, against)), true);
      case SECOND -> one(model, run.scope("second", part -> ask(part, model, question, against, own)), false);
    };
  }

  private static Score one(ModelName model, Bench.Heard<Double> heard, boolean ownFirst) {
    return heard.value().map(first -> Score.of(ownFirst ? first : 1 - first))
        .orElseGet(() -> unheard(model, heard));
  }

  private static Score unheard(ModelName model, Bench.Heard<Double> heard) {
    return Score.unscored("the judge " + model
        + " gave no verdict in the form that was asked for, also when it was asked again: "
        + Json.abbreviate(heard.words(), 200));
  }

  private static Score both(ModelName model, Bench.Heard<Double> first, Bench.Heard<Double> second) {
    if (first.value().isEmpty() || second.value().isEmpty()) {
      return unheard(model, first.value().isEmpty() ? first : second);
    }
    double ahead = first.value().get();
    double behind = 1 - second.value().get();
    return ahead == behind ? Score.of(ahead, "the same in both orders")
        : Score.of(0.5,
            "inconsistent: " + said(ahead) + " when shown first, " + said(behind) + " when shown second");
  }

  private static String said(double value) {
    return value == 1 ? "wins" : value == 0 ? "loses" : "ties";
  }

  /** 1 if the one that is shown first is better. */
  private Bench.Heard<Double> ask(Run run, ModelName model, String question, String first,
      String second) {
    List<Message> messages =
        prompt.filled(Map.of("question", question, "first", first, "second", second, "criteria", criteria));
    return bench.ask(run, model, messages, text -> Bench.json(text).flatMap(PairwiseScorer::read)
        .or(() -> Preference.parse(text).map(choice -> choice == Preference.Choice.FIRST ? 1.0 : 0.0)));
  }

  private static Optional<Double> read(JsonNode verdict) {
    return switch (verdict.path("better").asString("")) {
      case "a" -> Optional.of(1.0);
      case "b" -> Optional.of(0.0);
      case "tie" -> Optional.of(0.5);
      default -> Optional.empty();
    };
  }
}
