package dev.athanor.eval.scorer.judge;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.judge.Question.Need;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.run.Run;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One judge, or a panel whose verdicts are put together: by their mean, or by majority where they pass or fail.
 *
 * @param metric what is measured
 * @param question what is asked
 * @param prompt in which words
 * @param criteria of the user; empty if there are none
 * @param bench where models are asked
 * @param models who is asked
 */
record JudgeScorer(Metric metric, Question question, JudgePrompt prompt, String criteria, Bench bench,
    List<ModelName> models) implements Scorer {
  @Override
  public Score score(Sample sample, Run run) {
    List<String> evidence = evidence(sample);
    List<String> references = References.texts(sample.given());
    if (question.needs().contains(Need.ANSWER) && sample.output().text().isBlank()) {
      return Score.unscored("the answer says nothing, so that " + metric.name() + " has nothing to judge");
    }
    if (question.needs().contains(Need.REFERENCE) && references.isEmpty()) {
      return References.missing(sample.given(), metric.name());
    }
    if (question.needs().contains(Need.EVIDENCE) && evidence.isEmpty()) {
      return Score
          .unscored("case \"" + sample.given().id() + "\" has no context, and no passage was found, which "
              + metric.name() + " needs");
    }
    List<Message> messages = prompt.filled(Map.of("question", References.text(sample.given().input()),
        "answer",
        sample.output().text(), "reference", String.join("\n", references), "criteria", criteria, "evidence",
        IntStream.range(0, evidence.size()).mapToObj(i -> "[" + (i + 1) + "] " + evidence.get(i))
            .collect(Collectors.joining("\n\n"))));
    return Panel.together(metric,
        run.each("panel", models, ModelName::toString, (part, model) -> ask(part, model, messages)));
  }

  private Score ask(Run run, ModelName model, List<Message> messages) {
    Bench.Heard<Score> heard =
        bench.ask(run, model, messages, text -> Bench.json(text).flatMap(question.read()));
    return heard.value().orElseGet(() -> Score.unscored("the judge " + model
        + " gave no verdict in the form that was asked for, also when it was asked again: "
        + Json.abbreviate(heard.words(), 200)));
  }

  private static List<String> evidence(Sample sample) {
    return sample.given().context().isEmpty()
        ? sample.trail().found().orElse(List.of()).stream().map(Evidence::text).toList()
        : sample.given().context();
  }
}
