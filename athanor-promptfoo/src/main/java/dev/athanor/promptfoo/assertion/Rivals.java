package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Rivalry;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Score;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.provider.Asker;
import dev.athanor.promptfoo.provider.Rendering;
import dev.athanor.promptfoo.provider.Target;
import dev.athanor.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the answers of several systems to a test that has {@code select-best} or {@code max-score}: all but the best one fail, whatever else
 * is said of them. Safe for use by many threads.
 *
 * @param asker asks who chooses
 */
public record Rivals(Supplier<Asker> asker) implements Rivalry {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final String QUESTION = """
      Several answers were given to the same task. Which one meets this criterion best?

      Criterion: {{criteria}}

      {% for output in outputs %}<answer number="{{loop.index0}}">
      {{output}}
      </answer>
      {% endfor %}
      Reply with the number of the best answer and nothing else.""";

  @Override
  public boolean concerns(Case given) {
    return !Sheet.of(given).rivals().isEmpty();
  }

  @Override
  public List<Trial> settled(Case given, List<Trial> trials, Run run) {
    List<Trial> settled = trials;
    for (One rival : Sheet.of(given).rivals()) {
      List<Trial> answered = settled.stream().filter(each -> each.output().isPresent()).toList();
      List<Trial> before = settled;
      settled = answered.size() < 2 ? unscored(before, answered, rival.type() + " compares answers, and "
          + (answered.isEmpty() ? "no system" : "only one system") + " gave one")
          : rival.type().equals(RivalTypes.SELECT_BEST)
              ? run.scope(rival.type(), inner -> selected(rival, given, before, answered, inner))
              : highest(rival, before, answered);
    }
    return settled;
  }

  private List<Trial> selected(One rival, Case given, List<Trial> all, List<Trial> answered, Run run) {
    ObjectNode values = given.input() instanceof ObjectNode input ? Rendering.values(input) : Json.object();
    ArrayNode outputs = Json.MAPPER.createArrayNode();
    answered.stream().map(each -> each.output().orElseThrow().text()).forEach(outputs::add);
    values.put("criteria", Values.text(rival)).set("outputs", outputs);
    JsonNode judge = rival.judge().orElseThrow(() -> JudgedChecks.missing(rival));
    String said = asker.get().ask(run, (Target.OfModel) Target.CODEC.decode(judge),
        Rendering.filled(rival.question().orElse(QUESTION), OwnRubric.shown(values)));
    Matcher number = NUMBER.matcher(said);
    int chosen = number.find() ? Integer.parseInt(number.group()) : -1;
    return chosen < 0 || chosen >= answered.size()
        ? unscored(all, answered, "the judge chose none of the answers: " + Json.abbreviate(said, 120))
        : won(all, answered, Optional.of(answered.get(chosen)), "not chosen by " + rival.type());
  }

  private static List<Trial> highest(One rival, List<Trial> all, List<Trial> answered) {
    Optional<Trial> best = Optional.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (Trial trial : answered) {
      if (!(trial.scores().get(RivalTypes.MAX_SCORE) instanceof Score.Value(double value, _))) {
        return unscored(all, answered, "max-score compares scores, and " + trial.key().arm() + " has none");
      }
      if (value > most) {
        most = value;
        best = Optional.of(trial);
      }
    }
    double highest = most;
    boolean enough = RivalTypes.threshold(rival).map(least -> highest >= least).orElse(true);
    return won(all, answered, enough ? best : Optional.empty(), "not the highest by max-score");
  }

  private static List<Trial> won(List<Trial> all, List<Trial> answered, Optional<Trial> winner,
      String reason) {
    return all.stream().map(each -> !answered.contains(each) || winner.equals(Optional.of(each)) ? each
        : with(each, Score.passed(false, reason), Score.of(0, reason))).toList();
  }

  private static List<Trial> unscored(List<Trial> all, List<Trial> answered, String reason) {
    return all.stream().map(each -> answered.contains(each)
        ? with(each, Score.unscored(reason), Score.unscored(reason)) : each).toList();
  }

  private static Trial with(Trial trial, Score passed, Score score) {
    Map<String, Score> scores = new LinkedHashMap<>(trial.scores());
    scores.replace(SuiteScorers.PASSED, passed);
    scores.replace(SuiteScorers.SCORE, score);
    return trial.scored(scores);
  }
}
