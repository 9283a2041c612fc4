package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.workshop.Blaming;
import dev.athanor.eval.blame.Blame;
import dev.athanor.eval.blame.Finding;
import dev.athanor.eval.scorer.Score;
import dev.athanor.statistics.Interval;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which step is to blame.
 *
 * @param run that was looked into
 * @param score how it ended
 * @param draws from each step
 * @param findings by step, in order
 */
public record BlameText(RunId run, Score score, int draws, List<Finding> findings) {
  /** The step that stands out beyond chance: the interval of its draws lies above that of the next step's. */
  Optional<Finding> culprit() {
    Finding suspected = Blame.culprit(findings);
    int next = findings.indexOf(suspected) + 1;
    double after =
        next < findings.size() ? findings.get(next).interval().map(Interval::upper).orElse(1.0) : 0;
    return Optional.of(suspected).filter(each -> each.interval().map(Interval::lower).orElse(0.0) > after);
  }

  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add("run " + screen.paint(Style.HANDLE, run.value()) + " was scored " + words(score));
    lines.add("");
    Table table =
        new Table(Column.text("DRAWN AGAIN FROM"), Column.text("OPERATION"), Column.number("WELL"), Column
            .text("SHARE"), Column.number("DROP AFTER IT"));
    for (int i = 0; i < findings.size(); i++) {
      Finding each = findings.get(i);
      table
          .row(Table.cell(Style.HANDLE, each.suspect().at().value()), Table.cell(each.suspect().operation()),
              Table
                  .cell(each.passed() + " of " + each.scored()),
              Table.cell(EvaluationWording.number(each.share()) + each
                  .interval().map(interval -> " " + EvaluationWording.interval(interval)).orElse("")),
              Table.cell(
                  EvaluationWording.number(Blame.drop(findings, i))));
    }
    lines.addAll(table.lines(screen));
    lines.add("");
    lines.add(verdict());
    return lines;
  }

  private String verdict() {
    return culprit()
        .map(each -> each.suspect().at() + " is to blame: drawn again from there it often ends well, and"
            + " with its answer kept it does not")
        .orElse(draws < Blaming.MOST_DRAWS
            ? "no step stands out beyond chance; draw more often with --draws "
                + Math.min(4 * draws, Blaming.MOST_DRAWS)
            : "no step stands out beyond chance, and no more draws can be made from each");
  }

  private static String words(Score score) {
    return switch (score) {
      case Score.Value(double value, _) -> EvaluationWording.number(value);
      case Score.Unscored(String reason) -> "not at all: " + reason;
    };
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("run", run.value());
    json.set("score", Score.CODEC.encode(score));
    json.put("draws", draws);
    ArrayNode steps = json.putArray("steps");
    for (int i = 0; i < findings.size(); i++) {
      Finding each = findings.get(i);
      ObjectNode step = steps.addObject().put("path", each.suspect().at().value())
          .put("operation", each.suspect()
              .operation())
          .put("passed", each.passed()).put("scored", each.scored()).put("share", each.share());
      each.interval().ifPresentOrElse(
          interval -> step.put("lower", interval.lower()).put("upper", interval.upper()),
          () -> step.putNull("lower").putNull("upper"));
      step.put("drop", Blame.drop(findings, i));
    }
    return json.put("culprit", culprit().map(each -> each.suspect().at().value()).orElse(null));
  }
}
