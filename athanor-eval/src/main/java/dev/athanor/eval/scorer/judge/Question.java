package dev.athanor.eval.scorer.judge;

import dev.athanor.eval.scorer.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a judge is asked.
 *
 * @param name of the prompt and the metric
 * @param needs what must be there
 * @param read reads a verdict; empty if it is none
 */
record Question(String name, List<Need> needs, Function<JsonNode, Optional<Score>> read) {
  /** What must be there. */
  enum Need {
    /** Something that was said. */
    ANSWER,
    /** A right answer. */
    REFERENCE,
    /** Passages. */
    EVIDENCE
  }

  /** A number from 0 to 1. */
  static Optional<Score> score(JsonNode verdict) {
    JsonNode score = verdict.path("score");
    return score.isNumber() && score.doubleValue() >= 0 && score.doubleValue() <= 1
        ? Optional.of(Score.of(score.doubleValue(), verdict.path("reason").asString(""))) : Optional.empty();
  }

  /** The categories of OpenAI's evals and promptfoo: only a disagreement is wrong. */
  static Optional<Score> category(JsonNode verdict) {
    String category = verdict.path("category").asString("");
    String meaning = switch (category) {
      case "A" -> "a subset of the reference";
      case "B" -> "a superset of the reference";
      case "C" -> "the same as the reference";
      case "D" -> "disagrees with the reference";
      case "E" -> "differs in what does not matter";
      default -> "";
    };
    return meaning.isEmpty() ? Optional.empty()
        : Optional.of(Score.passed(!category.equals("D"), category + ": " + meaning
            + ". " + verdict.path("reason").asString("")));
  }

  /** The part of a list's objects in which a member is true. */
  static Function<JsonNode, Optional<Score>> part(String list, String what, String member) {
    return verdict -> {
      List<JsonNode> all = verdict.path(list).valueStream().toList();
      if (!verdict.path(list).isArray() || all.stream().anyMatch(each -> !each.path(member).isBoolean())) {
        return Optional.empty();
      }
      if (all.isEmpty()) {
        return Optional.of(Score.unscored("the judge found no " + list + " to look at"));
      }
      List<String> not = all.stream().filter(each -> !each.path(member).booleanValue())
          .map(each -> each.path(what).asString("")).toList();
      return Optional.of(Score.of(1 - (double) not.size() / all.size(),
          not.isEmpty() ? "all " + all.size() : "not " + member + ": " + String.join("; ", not)));
    };
  }
}
