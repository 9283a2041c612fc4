package dev.athanor.junit;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Gate;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
            .append(gate.state().word()).append("  ").append(told(gate)).append(": ")
            .append(gate.explanation()));
    report.arms().forEach(arm -> unscored(arm, text));
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

  private boolean several() {
    return report.arms().size() > 1;
  }

  private String told(GateResult gate) {
    boolean said = Gate.parse(gate.gate()).arm().isPresent();
    return gate.gate() + (several() && !said ? " for " + gate.arm() : "");
  }

  private void unscored(ArmReport arm, StringBuilder text) {
    for (ArmReport.Measure measure : arm.measures()) {
      if (measure.unscored() > 0) {
        text.append("\n").append(several() ? arm.name() + ": " : "").append(measure.unscored())
            .append(" without a score by ").append(measure.metric().name()).append(": ")
            .append(String.join("; ", measure.reasons()));
      }
    }
  }

  private String told(CaseNote note) {
    Case given = experiment.dataset().cases().stream().filter(each -> each.id().equals(note.id())).findFirst()
        .orElseThrow();
    return given.id() + (several() ? "" : times(note, arm())) + ": asked " + shown(given.input())
        + given.reference().map(reference -> ", expected " + shown(reference)).orElse("")
        + note.passed().entrySet().stream().filter(each -> each.getValue() < note.repeats())
            .map(each -> worst(given, each.getKey()).map(trial -> answered(note, trial)).orElse(""))
            .collect(Collectors.joining());
  }

  private String arm() {
    return report.arms().getFirst().name();
  }

  private static String times(CaseNote note, String arm) {
    return note.repeats() == 1 ? ""
        : " (" + note.passed().getOrDefault(arm, 0) + " of " + note.repeats() + " times)";
  }

  private Optional<Trial> worst(Case given, String arm) {
    Metric metric = results.metrics().stream()
        .filter(each -> each.name().equals(report.about().primary())).findFirst().orElseThrow();
    Comparator<Trial> byScore = Comparator.comparingDouble(trial -> value(trial, metric));
    return results.trials().stream().filter(trial -> trial.key().sample().equals(given.id())
        && trial.key().arm().equals(arm) && trial.scores().get(metric.name()) instanceof Score.Value)
        .min(metric.better() == Metric.Better.HIGHER ? byScore : byScore.reversed());
  }

  private static double value(Trial trial, Metric metric) {
    return trial.scores().get(metric.name()) instanceof Score.Value(double value, _) ? value : 0;
  }

  private String answered(CaseNote note, Trial trial) {
    String arm = trial.key().arm();
    String who = several() ? arm + times(note, arm) + " " : "";
    return trial.output()
        .map(output -> ", " + who + "answered \"" + Json.abbreviate(output.text(), MOST_CHARACTERS) + "\"")
        .or(() -> trial.failure().map(failure -> ", " + who + "failed with " + failure)).orElse("");
  }

  private static String shown(JsonNode value) {
    return Json.abbreviate(value.toString(), MOST_CHARACTERS);
  }
}
