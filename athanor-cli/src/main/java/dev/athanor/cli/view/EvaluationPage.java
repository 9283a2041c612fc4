package dev.athanor.cli.view;

import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Path;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A report as one page of HTML that needs nothing else: plots are drawn here, and nothing is loaded. Of sealed cases it shows nothing but whether
 * the gates hold.
 */
public final class EvaluationPage {
  private static final int MOST_CASES = 500;
  private static final int MOST_TEXT = 2_000;

  private final Evaluated evaluated;
  private final Report report;

  private EvaluationPage(Evaluated evaluated, Report report) {
    this.evaluated = evaluated;
    this.report = report;
  }

  /** The page. */
  public static String of(Evaluated evaluated, Report report) {
    return new EvaluationPage(evaluated, report).page();
  }

  private String page() {
    String title = report.about().name() + report.verdict().map(state -> ": " + state.word()).orElse("");
    String lead = EvaluationWording.about(report) + "; run " + evaluated.run();
    if (report.about().sealed()) {
      return HtmlPage.of(title, lead,
          HtmlPage.wide("Sealed cases", "Of these nothing is shown but whether the gates hold."));
    }
    return HtmlPage.of(title, lead,
        verdicts() + "<div class=\"cards\">" + HtmlPage.wide("Systems", systems()) + metrics()
            + differences() + histograms() + costs() + slices() + HtmlPage.wide("Gates", gates()) + attempts()
            + HtmlPage.wide(
                "What to know before relying on this", cautions())
            + new EvaluationSections(report, evaluated.run()).html() + HtmlPage.wide("Cases", cases())
            + "</div>");
  }

  private String verdicts() {
    return report.noted().stream().flatMap(arm -> EvaluationWording.sentence(report, arm).stream())
        .map(
            sentence -> "<p><b>" + HtmlPage.escaped(sentence) + "</b></p>")
        .collect(Collectors.joining());
  }

  private String systems() {
    List<String> head = new ArrayList<>(List.of("System"));
    report.arms().getFirst().measures().forEach(each -> head.add(each.metric().name()));
    head.addAll(List.of("$ for 1,000", "Median", "p95", "Tokens", "Failed", "Lost"));
    List<List<String>> rows = new ArrayList<>();
    for (ArmReport arm : report.arms()) {
      List<String> cells = new ArrayList<>(List.of(arm.name()));
      arm.measures().forEach(each -> cells.add(EvaluationWording.measure(each)));
      cells.addAll(List.of(EvaluationWording.dollars(arm.effort().thousand()),
          EvaluationWording.seconds(arm.effort()
              .median()),
          EvaluationWording.seconds(arm.effort().slow()),
          arm.effort().tokens().map(tokens -> Wording.number(Math.round(tokens)))
              .orElse(EvaluationWording.UNKNOWN),
          String.valueOf(arm.fates().failed()), String.valueOf(arm.fates().lost())));
      rows.add(cells);
    }
    return table(head, rows);
  }

  static String table(List<String> head, List<List<String>> rows) {
    return "<div class=\"scroll\"><table><tr>"
        + head.stream().map(each -> "<th>" + HtmlPage.escaped(each) + "</th>").collect(
            Collectors.joining())
        + "</tr>" + rows.stream().map(row -> "<tr>" + row.stream().map(each -> "<td>" + HtmlPage
            .escaped(each) + "</td>").collect(Collectors.joining()) + "</tr>").collect(Collectors.joining())
        + "</table></div>";
  }

  private String metrics() {
    return report.arms().getFirst().measures().stream().map(ArmReport.Measure::metric)
        .map(metric -> HtmlPage.card(metric
            .name() + ", mean and 95% interval",
            new IntervalPlot(report.arms().stream().flatMap(arm -> arm.measure(metric
                .name()).flatMap(ArmReport.Measure::estimate)
                .map(each -> new IntervalPlot.Point(arm.name(), each.value(),
                    each.interval()))
                .stream()).toList(), false).svg()))
        .collect(Collectors.joining());
  }

  private String differences() {
    if (report.arms().size() < 2) {
      return "";
    }
    return HtmlPage
        .card(
            "Beside " + report.about().baseline() + ", case by case", new IntervalPlot(
                report.contrasts()
                    .stream().filter(each -> each.metric().scale() != Metric.Scale.AMOUNT)
                    .map(each -> new IntervalPlot.Point(each
                        .arm() + ", " + each.metric().name(), each.difference(), each.interval()))
                    .toList(),
                true).svg()
                + table(List.of("", "Verdict", "p", "Wins", "Losses", "Ties"),
                    report.contrasts().stream().map(
                        EvaluationPage::row).toList()));
  }

  private static List<String> row(Contrast each) {
    return List.of(each.arm() + ", " + each.metric().name(), each.verdict(),
        EvaluationWording.probability(each
            .adjusted()),
        String.valueOf(each.comparison().counts().wins()), String.valueOf(each.comparison().counts()
            .losses()),
        String.valueOf(each.comparison().counts().ties()));
  }

  private String histograms() {
    String primary = report.about().primary();
    return report.arms().stream()
        .map(arm -> HtmlPage.card(primary + " of " + arm.name() + ", by trial", Histogram.svg(
            evaluated.results().orElseThrow().trials().stream()
                .filter(trial -> trial.key().arm().equals(arm.name()))
                .flatMap(trial -> value(trial, primary).stream()).toList())))
        .collect(Collectors.joining());
  }

  private static Optional<Double> value(Trial trial, String metric) {
    return trial.scores().get(metric) instanceof Score.Value(double value, _) ? Optional.of(value)
        : Optional.empty();
  }

  private String costs() {
    String primary = report.about().primary();
    return HtmlPage.card("Cost against quality",
        CostPlot.svg(report.arms().stream().flatMap(arm -> arm.measure(primary)
            .flatMap(ArmReport.Measure::estimate)
            .flatMap(each -> arm.effort().thousand()
                .map(dollars -> new CostPlot.Point(arm.name(), dollars, each.value())))
            .stream()).toList(), primary));
  }

  private String slices() {
    if (report.slices().isEmpty()) {
      return "";
    }
    List<IntervalPlot.Point> points = new ArrayList<>();
    for (Report.Slice slice : report.slices()) {
      for (int i = 0; i < slice.arms().size(); i++) {
        String name = slice.name() + ", " + report.arms().get(i).name();
        slice.arms().get(i).estimate()
            .ifPresent(each -> points.add(new IntervalPlot.Point(name, each.value(), each
                .interval())));
      }
    }
    String told =
        EvaluationWording.slices(report).stream().map(each -> "<p>" + HtmlPage.escaped(each) + "</p>")
            .collect(Collectors.joining());
    return HtmlPage.card(report.about().primary() + " by slice",
        new IntervalPlot(points, false).svg() + told);
  }

  private String gates() {
    return report.gates().isEmpty() ? ""
        : "<dl>" + report.gates().stream().map(EvaluationPage::gate).collect(Collectors
            .joining()) + "</dl>";
  }

  private static String gate(GateResult gate) {
    return "<dt><span class=\"" + gate.state().word() + "\">" + gate.state().word() + "</span> "
        + HtmlPage.escaped(gate
            .gate() + " (" + gate.arm() + ")")
        + "</dt><dd>" + HtmlPage.escaped(gate.explanation()) + "</dd>";
  }

  private String attempts() {
    return report.arms().stream().filter(arm -> !arm.attempts().isEmpty())
        .map(arm -> HtmlPage.card("Several attempts of "
            + arm.name(),
            table(List.of("k", "all k pass (pass^k)", "one of k passes (pass@k)"), arm.attempts().stream()
                .map(each -> List.of(String.valueOf(each.count()), EvaluationWording.estimate(each.all()),
                    EvaluationWording
                        .estimate(each.any())))
                .toList())))
        .collect(Collectors.joining());
  }

  private String cautions() {
    List<String> all =
        new ArrayList<>(report.corrected().stream().map(EvaluationWording::corrected).toList());
    report.looks().forEach(each -> all.add(EvaluationWording.look(report, each)));
    all.addAll(report.cautions());
    EvaluationWording.reused(report).ifPresent(all::addFirst);
    return all.isEmpty() ? ""
        : "<ol>" + all.stream().map(each -> "<li>" + HtmlPage.escaped(each) + "</li>").collect(
            Collectors.joining()) + "</ol>";
  }

  /** Those that an average would hide come first. */
  private String cases() {
    Map<String, CaseNote> notes =
        report.cases().stream().collect(Collectors.toMap(CaseNote::id, note -> note));
    Map<String, List<Trial>> trials =
        new HashMap<>(evaluated.results().orElseThrow().trials().stream().collect(
            Collectors.groupingBy(trial -> trial.key().sample())));
    Map<String, Case> given = new LinkedHashMap<>();
    evaluated.experiment().dataset().cases().forEach(each -> given.put(each.id(), each));
    List<Case> all = new ArrayList<>();
    report.cases().forEach(note -> Optional.ofNullable(given.remove(note.id())).ifPresent(all::add));
    all.addAll(given.values());
    String more = all.size() > MOST_CASES ? "<p>and " + (all.size() - MOST_CASES)
        + " more, each with: athanor eval report " + evaluated.run() + " --case ID</p>" : "";
    return all.stream().limit(MOST_CASES)
        .map(each -> details(each, Optional.ofNullable(notes.get(each.id())), trials
            .getOrDefault(each.id(), List.of())))
        .collect(Collectors.joining()) + more;
  }

  private String details(Case given, Optional<CaseNote> note, List<Trial> trials) {
    StringBuilder html = new StringBuilder("<details><summary>"
        + note.map(each -> "<span class=\"failed\">" + each
            .kind().words() + "</span> ").orElse("")
        + "<code>" + HtmlPage.escaped(given.id()) + "</code> "
        + HtmlPage.escaped(Json.abbreviate(InputText.of(given.input()), MOST_TEXT))
        + "</summary><dl>");
    given.reference()
        .ifPresent(each -> html.append("<dt>Reference</dt><dd>").append(text(each)).append("</dd>"));
    for (Trial trial : trials) {
      html.append("<dt>").append(HtmlPage.escaped(trial.key().arm()))
          .append(report.about().repeats() == 1 ? "" : ", repeat "
              + (trial.key().repeat() + 1))
          .append(", <code>athanor show ").append(evaluated.run().child(new Path(trial.key()
              .run())))
          .append("</code></dt><dd>").append(HtmlPage.escaped(answer(trial))).append("<br>")
          .append(HtmlPage.escaped(
              scores(trial)))
          .append("</dd>");
    }
    return html.append("</dl></details>").toString();
  }

  private static String answer(Trial trial) {
    return Json.abbreviate(
        trial.output().map(output -> output.abstained() ? "(it says that it can't answer)" : output
            .text()).orElseGet(() -> "failed: " + trial.failure().map(Object::toString).orElse("")),
        MOST_TEXT);
  }

  private static String scores(Trial trial) {
    return trial.scores().entrySet().stream().map(each -> each.getKey() + " " + switch (each.getValue()) {
      case Score.Value(double value, var why) ->
          EvaluationWording.number(value) + why.map(text -> " (" + text + ")")
              .orElse("");
      case Score.Unscored(String reason) -> "unscored (" + reason + ")";
    }).collect(Collectors.joining("; "));
  }

  private static String text(JsonNode json) {
    return HtmlPage
        .escaped(Json.abbreviate(json.isString() ? json.stringValue() : json.toString(), MOST_TEXT));
  }
}
