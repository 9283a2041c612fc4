package dev.athanor.cli.view;

import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report in Markdown, for a pull request; of sealed cases nothing but whether the gates hold. */
public final class EvaluationMarkdown {
  private static final int MOST_CASES = 10;

  private EvaluationMarkdown() {}

  /** All of it. */
  public static String of(Report report, RunId run) {
    List<String> lines = new ArrayList<>();
    lines.add("## " + escaped(report.about().name())
        + report.verdict().map(state -> ": " + state.word()).orElse(""));
    lines.add("");
    lines.add(escaped(EvaluationWording.about(report)) + " (run `" + run + "`)");
    if (!report.about().sealed()) {
      lines.add("");
      systems(report, lines);
      if (!report.corrected().isEmpty()) {
        lines.add("");
        report.corrected().forEach(each -> lines.add("- " + escaped(EvaluationWording.corrected(each))));
      }
      contrasts(report, lines);
      report.spreads().forEach(
          each -> lines.addAll(List.of("", escaped(SpreadText.sentence(each, report.about().primary())),
              "", "- best: " + escaped(SpreadText.written(each.formats().getFirst())),
              "- worst: " + escaped(SpreadText.written(each.formats().getLast())))));
      report.replayed().ifPresent(each -> lines.addAll(ReplayedText.markdown(each)));
      slices(report, lines);
      gates(report, lines);
      cases(report, lines);
      EvaluationWording.reused(report).ifPresent(reused -> lines.addAll(List.of("", escaped(reused))));
      if (!report.looks().isEmpty()) {
        lines.add("");
        report.looks().forEach(each -> lines.add("- " + escaped(EvaluationWording.look(report, each))));
      }
      if (!report.cautions().isEmpty()) {
        lines.add("");
        report.cautions().forEach(each -> lines.add("- " + escaped(each)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static void systems(Report report, List<String> lines) {
    List<String> head = new ArrayList<>(List.of("System"));
    report.arms().getFirst().measures().forEach(each -> head.add(each.metric().name()));
    head.addAll(List.of("$/1,000", "Median", "p95", "Failed", "Lost"));
    lines.add(row(head));
    lines.add("|" + "---|".repeat(head.size()));
    for (ArmReport arm : report.arms()) {
      List<String> cells = new ArrayList<>(List.of(arm.name()));
      arm.measures().forEach(each -> cells.add(EvaluationWording.measure(each)));
      cells.addAll(List.of(EvaluationWording.dollars(arm.effort().thousand()),
          EvaluationWording.seconds(arm.effort()
              .median()),
          EvaluationWording.seconds(arm.effort().slow()), String.valueOf(arm.fates().failed()), String
              .valueOf(arm.fates().lost())));
      lines.add(row(cells));
    }
  }

  static String row(List<String> cells) {
    return "| " + cells.stream().map(EvaluationMarkdown::escaped).collect(Collectors.joining(" | ")) + " |";
  }

  private static void contrasts(Report report, List<String> lines) {
    for (ArmReport arm : report.noted()) {
      lines.add("");
      EvaluationWording.sentence(report, arm)
          .ifPresent(sentence -> lines.add("**" + escaped(sentence) + "**"));
      lines.add("");
      for (Contrast each : report.contrasts()) {
        if (each.arm().equals(arm.name())) {
          lines.add("- " + escaped(each.metric().name() + " " + EvaluationWording.contrast(each)));
        }
      }
    }
  }

  private static void slices(Report report, List<String> lines) {
    if (!report.slices().isEmpty()) {
      List<String> head = new ArrayList<>(List.of("Slice", "Cases"));
      report.arms().forEach(arm -> head.add(arm.name()));
      lines.addAll(List.of("", row(head), "|" + "---|".repeat(head.size())));
      for (Report.Slice slice : report.slices()) {
        List<String> cells = new ArrayList<>(List.of(slice.name(), String.valueOf(slice.cases())));
        slice.arms().forEach(each -> cells.add(EvaluationWording.measure(each)));
        lines.add(row(cells));
      }
      lines.add("");
      EvaluationWording.slices(report).forEach(each -> lines.add("- " + escaped(each)));
    }
  }

  private static void gates(Report report, List<String> lines) {
    if (!report.gates().isEmpty()) {
      lines.add("");
      lines.add(row(List.of("Gate", "System", "Holds", "Because")));
      lines.add("|---|---|---|---|");
      for (GateResult gate : report.gates()) {
        lines.add(row(List.of(gate.gate(), gate.arm(), gate.state().word(), gate.explanation())));
      }
    }
  }

  private static void cases(Report report, List<String> lines) {
    for (CaseNote.Kind kind : CaseNote.Kind.values()) {
      List<CaseNote> notes = report.cases().stream().filter(note -> note.kind() == kind).toList();
      if (!notes.isEmpty()) {
        lines.add("");
        lines.add(Wording.count(notes.size(), "case") + " " + kind.words() + ": "
            + notes.stream().limit(MOST_CASES)
                .map(EvaluationWording::note).map(EvaluationMarkdown::escaped)
                .collect(Collectors.joining(", "))
            + (notes
                .size() > MOST_CASES ? " and " + (notes.size() - MOST_CASES) + " more" : ""));
      }
    }
  }

  /** What Markdown and HTML would read, as it is written. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
        .replace("`", "\\`")
        .replace("\n", " ");
  }
}
