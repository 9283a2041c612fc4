package dev.athanor.junit;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Why an evaluation does not pass: each gate with what it was held against, what was not scored, and the cases that do not pass. */
record GateText(Experiment experiment, Results results, Report report) {
  private static final int MOST_CASES = 10;
  private static final int MOST_CHARACTERS = 160;

  String text() {
    StringBuilder text =
        new StringBuilder(experiment.name() + ": not all gates hold on the " + report.about().cases()
            + " cases of " + report.about().dataset());
    report.gates().stream().sorted(Comparator.comparing(GateResult::state).reversed())
        .forEach(gate -> text.append("\n  ")
            .append(gate.state().word()).append("  ").append(gate.gate()).append(": ")
            .append(gate.explanation()));
    for (ArmReport.Measure measure : report.arms().getFirst().measures()) {
      if (measure.unscored() > 0) {
        text.append("\n").append(measure.unscored()).append(" without a score by ")
            .append(measure.metric().name()).append(": ")
            .append(String.join("; ", measure.reasons()));
      }
    }
    List<CaseNote> notes = report.cases();
    if (!notes.isEmpty()) {
      text.append("\nBy ").append(report.about().primary()).append(" these do not pass:");
      notes.stream().limit(MOST_CASES).forEach(note -> text.append("\n  ").append(told(note)));
      if (notes.size() > MOST_CASES) {
        text.append("\n  and ").append(notes.size() - MOST_CASES).append(" more");
      }
    }
    return text.toString();
  }

  private String told(CaseNote note) {
    Case given = experiment.dataset().cases().stream().filter(each -> each.id().equals(note.id())).findFirst()
        .orElseThrow();
    int passed = note.passed().values().stream().mapToInt(Integer::intValue).sum();
    String times = note.repeats() == 1 ? "" : " (" + passed + " of " + note.repeats() + " times)";
    return given.id() + times + ": asked " + shown(given.input())
        + given.reference().map(reference -> ", expected "
            + shown(reference)).orElse("")
        + worst(given).map(this::answered).orElse("");
  }

  private Optional<Trial> worst(Case given) {
    Metric metric = results.metrics().getFirst();
    Comparator<Trial> byScore = Comparator.comparingDouble(trial -> value(trial, metric));
    return results.trials().stream().filter(trial -> trial.key().sample().equals(given.id())
        && trial.scores().get(metric.name()) instanceof Score.Value)
        .min(metric.better() == Metric.Better.HIGHER ? byScore : byScore.reversed());
  }

  private static double value(Trial trial, Metric metric) {
    return trial.scores().get(metric.name()) instanceof Score.Value(double value, _) ? value : 0;
  }

  private String answered(Trial trial) {
    return trial.output()
        .map(output -> ", answered \"" + Json.abbreviate(output.text(), MOST_CHARACTERS) + "\"")
        .or(() -> trial.failure().map(failure -> ", failed with " + failure)).orElse("");
  }

  private static String shown(JsonNode value) {
    return Json.abbreviate(value.toString(), MOST_CHARACTERS);
  }
}
