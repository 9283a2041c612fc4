package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of an experiment: what was asked, and of each trial what was answered, how it was scored, and the run that shows how it came about.
 *
 * @param run the experiment
 * @param given the case
 * @param trials of it
 */
public record CaseText(RunId run, Case given, List<Trial> trials) {
  /**
   * Finds it.
   *
   * @throws dev.athanor.error.AthanorException {@code case-unknown}, or {@code case-sealed} if nothing may be shown of it
   */
  public static CaseText of(Evaluated evaluated, String id) {
    return new CaseText(evaluated.run(), evaluated.shown(id),
        evaluated.results().map(results -> results.trials().stream().filter(
            trial -> trial.key().sample().equals(id)).toList()).orElse(List.of()));
  }

  private RunId child(Trial trial) {
    return run.child(new Path(trial.key().run()));
  }

  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.STRONG, "case " + given.id()));
    lines.add("asked      " + InputText.of(given.input()));
    given.reference().ifPresent(reference -> lines.add("reference  " + text(reference)));
    for (Trial trial : trials) {
      lines.add("");
      lines
          .add(screen.paint(Style.STRONG, trial.key().arm()) + "  repeat " + (trial.key().repeat() + 1) + "  "
              + trial.fate().name().toLowerCase(java.util.Locale.ROOT) + "  athanor show "
              + screen.paint(Style.HANDLE, child(trial).value()));
      trial.output()
          .ifPresent(output -> lines.add("  answered " + (output.abstained() ? "that it can't" : output
              .text())));
      trial.failure().ifPresent(failure -> lines.add("  failed   " + failure));
      trial.scores().forEach((metric, score) -> lines.add("  " + metric + "  " + words(score)));
    }
    return lines;
  }

  private static String text(JsonNode json) {
    return json.isString() ? json.stringValue() : json.toString();
  }

  private static String words(Score score) {
    return switch (score) {
      case Score.Value(double value, var explanation) ->
          EvaluationWording.number(value) + explanation.map(why -> "  " + why).orElse("");
      case Score.Unscored(String reason) -> "unscored: " + reason;
    };
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("run", run.value()).put("case", given.id());
    json.set("input", given.input());
    json.set("reference", given.reference().orElse(Json.MAPPER.nullNode()));
    ArrayNode all = json.putArray("trials");
    for (Trial trial : trials) {
      ObjectNode one =
          all.addObject().put("system", trial.key().arm()).put("repeat", trial.key().repeat()).put("fate",
              trial.fate().name().toLowerCase(java.util.Locale.ROOT)).put("run", child(trial).value());
      one.put("output", trial.output().map(output -> output.text()).orElse(null));
      one.set("failure", trial.failure().map(RunJson::failure).orElse(Json.MAPPER.nullNode()));
      ObjectNode scores = one.putObject("scores");
      trial.scores().forEach((metric, score) -> scores.set(metric, Score.CODEC.encode(score)));
    }
    return json;
  }
}
