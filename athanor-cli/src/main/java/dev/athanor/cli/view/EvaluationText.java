package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Cell;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for a terminal. */
public final class EvaluationText {
  private static final int MOST_CASES = 5;

  private final Report report;
  private final Screen screen;
  private final List<String> lines = new ArrayList<>();

  private EvaluationText(Report report, Screen screen) {
    this.report = report;
    this.screen = screen;
  }

  /** All of it; of sealed cases nothing but whether the gates hold. */
  public static List<String> lines(Report report, RunId run, Screen screen) {
    return new EvaluationText(report, screen).lines(run);
  }

  private List<String> lines(RunId run) {
    lines.add(screen.paint(Style.STRONG, report.about().name()) + "  " + EvaluationWording.about(report));
    if (report.about().sealed()) {
      lines.add("");
      lines.add("sealed cases: " + report.verdict().map(this::state).orElse("no gates"));
      return lines;
    }
    lines.add("");
    lines.addAll(systems().lines(screen));
    if (!report.corrected().isEmpty()) {
      lines.add("");
      report.corrected().forEach(each -> lines.add(EvaluationWording.corrected(each)));
    }
    report.noted().forEach(this::beside);
    report.spreads().forEach(each -> lines.addAll(SpreadText.lines(each, report.about().primary(), screen)));
    report.replayed().ifPresent(each -> lines.addAll(ReplayedText.lines(each, run, screen)));
    attempts();
    slices();
    cases(run);
    gates();
    List<String> last =
        new ArrayList<>(report.looks().stream().map(each -> EvaluationWording.look(report, each)).toList());
    last.addAll(report.cautions());
    EvaluationWording.reused(report).ifPresent(last::addFirst);
    if (!last.isEmpty()) {
      lines.add("");
      last.forEach(each -> lines.add(screen.paint(Style.FAINT, each)));
    }
    return lines;
  }

  private Table systems() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("SYSTEM")));
    report.arms().getFirst().measures().forEach(each -> columns.add(Column.text(each.metric().name()
        .toUpperCase(java.util.Locale.ROOT))));
    columns.addAll(
        List.of(Column.number("$/1,000"), Column.number("MEDIAN"), Column.number("P95"), Column.number(
            "FAILED"), Column.number("LOST")));
    Table table = new Table(columns.toArray(Column[]::new));
    for (ArmReport arm : report.arms()) {
      List<Cell> cells = new ArrayList<>(List.of(Table.cell(Style.STRONG, arm.name())));
      arm.measures().forEach(each -> cells.add(Table.cell(EvaluationWording.measure(each))));
      cells.add(Table.cell(EvaluationWording.dollars(arm.effort().thousand())));
      cells.add(Table.cell(EvaluationWording.seconds(arm.effort().median())));
      cells.add(Table.cell(EvaluationWording.seconds(arm.effort().slow())));
      cells.add(Table.cell(arm.fates().failed()));
      cells.add(Table.cell(arm.fates().lost()));
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private void beside(ArmReport arm) {
    lines.add("");
    EvaluationWording.sentence(report, arm).ifPresent(lines::add);
    for (Contrast each : report.contrasts()) {
      if (each.arm().equals(arm.name())) {
        lines.add("  " + each.metric().name() + "  " + EvaluationWording.contrast(each));
      }
    }
  }

  private void attempts() {
    for (ArmReport arm : report.arms()) {
      if (!arm.attempts().isEmpty()) {
        lines.add("");
        lines.add(screen.paint(Style.STRONG, "Several attempts") + " of " + arm.name() + ", n = "
            + report.about().repeats() + ", by " + report.about().primary());
        Table table = new Table(Column.number("K"), Column.text("ALL K PASS (PASS^K)"), Column.text(
            "ONE OF K PASSES (PASS@K)"));
        arm.attempts()
            .forEach(each -> table.row(Table.cell(each.count()), Table.cell(EvaluationWording.estimate(
                each.all())), Table.cell(EvaluationWording.estimate(each.any()))));
        lines.addAll(table.lines(screen));
      }
    }
  }

  private void slices() {
    if (report.slices().isEmpty()) {
      return;
    }
    lines.add("");
    List<Column> columns = new ArrayList<>(List.of(Column.text("SLICE"), Column.number("CASES")));
    report.arms().forEach(arm -> columns.add(Column.text(arm.name())));
    Table table = new Table(columns.toArray(Column[]::new));
    for (Report.Slice slice : report.slices()) {
      List<Cell> cells = new ArrayList<>(List.of(Table.cell(slice.name()), Table.cell(slice.cases())));
      slice.arms()
          .forEach(each -> cells.add(Table.cell(each.estimate().map(EvaluationWording::estimate).orElse(
              "none"))));
      table.row(cells.toArray(Cell[]::new));
    }
    lines.addAll(table.lines(screen));
    lines.addAll(EvaluationWording.slices(report));
  }

  private void cases(RunId run) {
    boolean some = false;
    for (CaseNote.Kind kind : CaseNote.Kind.values()) {
      List<CaseNote> notes = report.cases().stream().filter(note -> note.kind() == kind).toList();
      if (!notes.isEmpty()) {
        if (!some) {
          lines.add("");
        }
        some = true;
        lines.add(Wording.count(notes.size(), "case") + " " + kind.words() + ": "
            + notes.stream().limit(MOST_CASES)
                .map(EvaluationWording::note).collect(Collectors.joining(", "))
            + (notes.size() > MOST_CASES
                ? " and " + (notes.size() - MOST_CASES) + " more"
                : ""));
      }
    }
    if (some) {
      lines.add(screen.paint(Style.FAINT, "look at a case with: athanor eval report " + run + " --case ID"));
    }
  }

  private void gates() {
    if (!report.gates().isEmpty()) {
      lines.add("");
      for (GateResult gate : report.gates()) {
        lines.add(state(gate.state()) + "  " + gate.gate() + "  (" + gate.arm() + "): " + gate.explanation());
      }
    }
  }

  private String state(GateResult.State state) {
    Style style = switch (state) {
      case PASSED -> Style.GOOD;
      case UNDECIDED -> Style.CAUTION;
      case FAILED -> Style.BAD;
    };
    return screen.paint(style, state.word());
  }
}
