package dev.athanor.cli.view;

import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.Corrected;
import dev.athanor.eval.report.Look;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Interval;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs, with members in a fixed order; of sealed cases nothing but whether the gates hold. */
public final class EvaluationJson {
  private EvaluationJson() {}

  /** All of it. */
  public static ObjectNode of(Report report, RunId run) {
    Report.About about = report.about();
    ObjectNode json = Json.object().put("run", run.value()).put("evaluation", about.name());
    json.putObject("dataset").put("name", about.dataset()).put("version", about.version().hex()).put("cases",
        about.cases()).put("clusters", about.clusters());
    json.put("repeats", about.repeats()).put("primary", about.primary()).put("sealed", about.sealed());
    json.put("verdict", report.verdict().map(GateResult.State::word).orElse(null));
    if (about.sealed()) {
      return json;
    }
    ArrayNode arms = json.putArray("systems");
    report.arms().forEach(arm -> arms.add(arm(arm)));
    ArrayNode contrasts = json.putArray("comparisons");
    report.contrasts().forEach(each -> contrasts.add(contrast(each)));
    ArrayNode cases = json.putArray("cases");
    report.cases().forEach(each -> cases.add(note(each)));
    ArrayNode slices = json.putArray("slices");
    report.slices().forEach(each -> slices.add(slice(each, report)));
    ArrayNode gates = json.putArray("gates");
    report.gates().forEach(each -> gates.addObject().put("gate", each.gate()).put("system", each.arm()).put(
        "state", each.state().word()).put("explanation", each.explanation()));
    ArrayNode corrected = json.putArray("corrected");
    for (Corrected each : report.corrected()) {
      corrected.addObject().put("system", each.arm()).put("metric", each.metric())
          .put("calibration", each.calibration())
          .put("said", each.said()).put("judged", each.judged()).set("estimate", estimate(each.estimate()));
    }
    ArrayNode looks = json.putArray("looks");
    for (Look each : report.looks()) {
      looks.addObject().put("system", each.arm()).put("times", each.times())
          .put("lower", each.interval().lower())
          .put("upper", each.interval().upper());
    }
    ArrayNode cautions = json.putArray("cautions");
    report.cautions().forEach(cautions::add);
    if (!report.spreads().isEmpty()) {
      ArrayNode spreads = json.putArray("spreads");
      report.spreads().forEach(each -> spreads.add(SpreadText.json(each)));
    }
    report.replayed().ifPresent(each -> json.set("replayed", ReplayedJson.of(each, run)));
    return json;
  }

  private static ObjectNode arm(ArmReport arm) {
    ObjectNode json = Json.object().put("system", arm.name());
    json.putObject("trials").put("finished", arm.fates().finished()).put("failed", arm.fates().failed()).put(
        "lost",
        arm.fates().lost());
    ArrayNode metrics = json.putArray("metrics");
    arm.measures().forEach(each -> metrics.add(measure(each)));
    ArrayNode attempts = json.putArray("attempts");
    for (ArmReport.Attempts each : arm.attempts()) {
      ObjectNode one = attempts.addObject().put("k", each.count());
      one.set("all", estimate(each.all()));
      one.set("any", estimate(each.any()));
    }
    ArmReport.Effort effort = arm.effort();
    json.put("dollarsPerThousand", effort.thousand().orElse(null)).put("tokens",
        effort.tokens().orElse(null));
    json.set("medianSeconds", estimate(effort.median()));
    json.set("p95Seconds", estimate(effort.slow()));
    ArmReport.Reuse reuse = effort.reuse();
    json.putObject("reuse").put("steps", reuse.steps()).put("lived", reuse.lived())
        .put("draws", reuse.draws()).put(
            "saved", reuse.saved().toPlainString())
        .put("spared", reuse.spared().toNanos() / 1e6);
    return json;
  }

  private static ObjectNode measure(ArmReport.Measure measure) {
    ObjectNode json = Json.object().put("metric", measure.metric().name());
    json.set("estimate", estimate(measure.estimate()));
    json.put("unscored", measure.unscored());
    ArrayNode reasons = json.putArray("reasons");
    measure.reasons().forEach(reasons::add);
    return json;
  }

  static tools.jackson.databind.JsonNode estimate(Optional<Estimate> estimate) {
    return estimate.map(each -> (tools.jackson.databind.JsonNode) estimate(each))
        .orElse(Json.MAPPER.nullNode());
  }

  static ObjectNode estimate(Estimate estimate) {
    ObjectNode json = Json.object().put("value", estimate.value());
    interval(json, estimate.interval());
    return json.put("level", estimate.level()).put("method", estimate.method())
        .put("units", estimate.size().units())
        .put("trials", estimate.size().trials());
  }

  private static void interval(ObjectNode json, Optional<Interval> interval) {
    if (interval.isPresent()) {
      json.put("lower", interval.get().lower()).put("upper", interval.get().upper());
    } else {
      json.putNull("lower").putNull("upper");
    }
  }

  private static ObjectNode contrast(Contrast contrast) {
    ObjectNode json = Json.object().put("system", contrast.arm()).put("metric", contrast.metric().name()).put(
        "primary", contrast.primary()).put("difference", contrast.difference());
    interval(json, contrast.interval());
    return json.put("p", contrast.comparison().probability()).put("adjusted", contrast.adjusted()).put("test",
        contrast.comparison().test()).put("wins", contrast.comparison().counts().wins()).put("losses",
            contrast.comparison().counts().losses())
        .put("ties", contrast.comparison().counts().ties()).put("verdict", contrast.verdict());
  }

  private static ObjectNode note(CaseNote note) {
    ObjectNode json = Json.object().put("case", note.id()).put("kind", note.kind().words());
    ObjectNode passed = json.putObject("passed");
    note.passed().forEach(passed::put);
    return json.put("repeats", note.repeats());
  }

  private static ObjectNode slice(Report.Slice slice, Report report) {
    ObjectNode json = Json.object().put("tag", slice.name()).put("cases", slice.cases());
    ArrayNode systems = json.putArray("systems");
    for (int i = 0; i < slice.arms().size(); i++) {
      systems.addObject().put("system", report.arms().get(i).name()).set("estimate",
          estimate(slice.arms().get(i)
              .estimate()));
    }
    ArrayNode comparisons = json.putArray("comparisons");
    slice.contrasts().forEach(each -> comparisons.add(contrast(each)));
    return json;
  }
}
