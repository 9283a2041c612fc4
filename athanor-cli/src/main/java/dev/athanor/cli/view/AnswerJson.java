package dev.athanor.cli.view;

import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.run.Outcome;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a question, for programs: outcome, answer, citations, run. Only an answer has citations, and only an abstention a
 * reason. */
public final class AnswerJson {
  private AnswerJson() {}

  /** All of it. */
  public static ObjectNode of(RunId run, Outcome<Answer> outcome) {
    ObjectNode json = Json.object().put("outcome", word(outcome));
    if (outcome instanceof Outcome.Done<Answer>(Answer.Answered answered)) {
      json.put("answer", answered.answer());
      json.set("citations", citations(answered.citations()));
    } else {
      json.putNull("answer").putArray("citations");
    }
    json.put("run", run.value());
    if (outcome instanceof Outcome.Done<Answer>(Answer answer)) {
      switch (answer) {
        case Answer.Answered answered -> answered.value().ifPresent(value -> json.set("value", value));
        case Answer.Abstained abstained -> {
          json.set("reason", Json.MAPPER.valueToTree(abstained.reason()));
          json.put("explanation", abstained.explanation(run.value()));
        }
      }
    }
    return json;
  }

  /** The outcome in one word. */
  public static String word(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?>(Answer.Answered _) -> "answered";
      case Outcome.Done<?>(Answer.Abstained _) -> "abstained";
      case Outcome.Done<?> _ -> "done";
      case Outcome.Failed<?> _ -> "failed";
      case Outcome.Waiting<?> _ -> "waiting";
      case Outcome.InDoubt<?> _ -> "in-doubt";
      case Outcome.Diverged<?> _ -> "diverged";
      case Outcome.Exhausted<?> _ -> "exhausted";
    };
  }

  private static ArrayNode citations(List<Citation> citations) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (int i = 0; i < citations.size(); i++) {
      Citation each = citations.get(i);
      array.add(Json.object().put("document", each.document()).put("version", each.version()).put("section",
          each.section()).put("start", each.start()).put("end", each.end()).put("quote", each.quote())
          .put("number", each.number().orElse(i + 1)));
    }
    return array;
  }
}
