package dev.athanor.simulator.accuracy;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.ModelGlob;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import dev.athanor.simulator.answer.Responder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers a table's questions, each draw rightly with the probability that the model has, independent of the others. A model
 * that is asked the same again draws again.
 */
public final class KnownAccuracy implements Responder {
  private final AnswerTable table;
  private final Map<ModelGlob, Double> accuracies = new LinkedHashMap<>();

  /**
   * A table with the accuracies of models.
   *
   * @param accuracies from 0 to 1 by model, in whose name {@code *} stands for anything; the first that fits counts
   */
  public KnownAccuracy(AnswerTable table, Map<String, Double> accuracies) {
    this.table = table;
    accuracies.forEach((model, accuracy) -> {
      if (!(accuracy >= 0 && accuracy <= 1)) {
        throw new IllegalArgumentException(
            "an accuracy goes from 0 to 1, that of " + model + " is " + accuracy);
      }
      this.accuracies.put(new ModelGlob(model), accuracy);
    });
  }

  @Override
  public Reply reply(Question question, Draw draw) {
    Optional<AnswerTable.Row> row = table.asked(question.user());
    Optional<Double> accuracy =
        accuracies.entrySet().stream().filter(entry -> entry.getKey().fits(question.model()))
            .map(Map.Entry::getValue).findFirst();
    if (row.isEmpty()) {
      return refusal(
          "none of the " + table.rows().size() + " questions in the table is in what the user says last, \""
              + Json.abbreviate(question.user(), 80) + "\"");
    }
    if (accuracy.isEmpty()) {
      return refusal("no accuracy is given for the model " + question.model() + "; add it, or one for *");
    }
    boolean right = draw.random("accuracy").nextDouble() < accuracy.get();
    return Reply.Answer.text(right ? row.get().target() : table.wrong(row.get(), draw.random("wrong")));
  }

  private static Reply refusal(String why) {
    return new Reply.Refusal(Problem.of(Problem.Kind.REQUEST, "simulator: " + why));
  }
}
