package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.eval.calibration.Calibration;
import dev.athanor.eval.calibration.Calibration.Bias;
import dev.athanor.eval.calibration.Patterns;
import dev.athanor.eval.calibration.Task;
import dev.athanor.statistics.Estimate;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a judge is worth beside people.
 *
 * @param of the judge
 * @param measures by name; empty where one can't be told
 * @param position the liking for what is shown first
 * @param length the liking for what is longer
 */
public record CalibrationText(Calibration of, Map<String, Optional<Estimate>> measures,
    Optional<Bias> position, Optional<Bias> length) {
  private static final int FEW = 40;
  private static final int MOST = 5;

  /** Measures. The same verdicts have the same numbers. */
  public static CalibrationText of(Calibration of) {
    Map<String, Optional<Estimate>> measures = new LinkedHashMap<>();
    measures.put("accuracy", Optional.of(of.accuracy()));
    measures.put("agreement", Optional.of(of.agreement()));
    measures.put("sensitivity", of.sensitivity());
    measures.put("specificity", of.specificity());
    measures.put("kappa", of.kappa(new SplittableRandom(1)));
    measures.put("alpha", of.alpha(new SplittableRandom(1)));
    measures.put("swapAgreement", of.swapAgreement());
    return new CalibrationText(of, measures, of.position(new SplittableRandom(1)),
        of.length(new SplittableRandom(1)));
  }

  private static String label(String measure, Task task) {
    return switch (measure) {
      case "accuracy" -> "right of all verdicts";
      case "agreement" -> "right of readable ones";
      case "sensitivity" -> "right where people say " + task.word(true);
      case "specificity" -> "right where people say " + task.word(false);
      case "kappa" -> "Cohen's kappa";
      case "alpha" -> "Krippendorff's alpha";
      case "swapAgreement" -> "same in both orders";
      case String other -> other;
    };
  }

  private long unread() {
    return of.unread().values().stream().mapToLong(Long::longValue).sum();
  }

  private List<List<Integer>> confusion() {
    return of.ratings().agreement().confusion();
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (of.size() < FEW) {
      warnings.add("fewer than " + FEW + " cases (" + of.size() + "): the intervals are wide, label more");
    }
    for (boolean kind : List.of(true, false)) {
      if ((kind ? of.sensitivity() : of.specificity()).isEmpty()) {
        warnings.add("people say " + of.task().word(kind)
            + " of no case with a readable verdict, so the judge's error there is not known; label such cases");
      }
    }
    return warnings;
  }

  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.STRONG, of.judge().name()) + "  version "
        + of.judge().version().hex().substring(0, 12));
    lines.add(Wording.count(of.size(), "case") + ", " + Wording.count(of.verdicts(), "verdict") + ", "
        + unread() + " of them unreadable");
    of.unread().entrySet().stream().limit(MOST).forEach(
        each -> lines.add("  unreadable, " + Wording.count(each.getValue(), "time") + ": " + each.getKey()));
    lines.add("");
    Table table = new Table(Column.text("MEASURE"), Column.text("VALUE"));
    measures.forEach((name, value) -> value.ifPresent(each -> table
        .row(Table.cell(label(name, of.task())), Table.cell(EvaluationWording.estimate(each)))));
    lines.addAll(table.lines(screen));
    lines.add("");
    lines.addAll(matrix().lines(screen));
    lines.add("");
    position.ifPresent(each -> lines.add(words("what is shown first", each)));
    length.ifPresent(each -> lines.add(words("the longer output", each)));
    if (of.task() == Task.PAIRWISE && length.isEmpty()) {
      lines.add("length: not known, since no pair has outputs of different lengths");
    }
    warnings().forEach(each -> lines.add("caution: " + each));
    return lines;
  }

  private Table matrix() {
    Table table = new Table(Column.text("PEOPLE SAY"), Column.number("JUDGE: " + of.task().word(true)),
        Column.number("JUDGE: " + of.task().word(false)));
    for (boolean row : List.of(true, false)) {
      List<Integer> counts = confusion().get(row ? 0 : 1);
      table.row(Table.cell(of.task().word(row)), Table.cell(counts.getFirst()), Table.cell(counts.getLast()));
    }
    return table;
  }

  private static String words(String what, Bias bias) {
    double p = bias.comparison().probability();
    String chance = p <= 0.05 ? "beyond chance" : "not beyond chance";
    return "takes " + what + " " + EvaluationWording.estimate(bias.judge()) + " of the time, people "
        + EvaluationWording.number(bias.people().value()) + ": "
        + EvaluationWording.signed(bias.comparison().difference().value())
        + bias.comparison().difference().interval().map(each -> " " + EvaluationWording.interval(each))
            .orElse("")
        + (p < 0.001 ? ", p < 0.001" : String.format(Locale.ROOT, ", p = %.3f", p)) + ", " + chance;
  }

  /** For programs, and to keep. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("judge", of.judge().name()).put("version",
        of.judge().version().hex()).put("task", of.task().named());
    json.set("description", of.judge().description());
    json.put("cases", of.size()).put("verdicts", of.verdicts());
    ObjectNode unread = json.putObject("unread");
    of.unread().forEach(unread::put);
    measures.forEach((name, value) -> json.set(name, EvaluationJson.estimate(value)));
    json.set("position", json(position));
    json.set("length", json(length));
    ArrayNode confusion = json.putArray("confusion");
    confusion().forEach(row -> row.forEach(confusion.addArray()::add));
    json.set("patterns", Patterns.write(of.ratings(), of.task()));
    ArrayNode warnings = json.putArray("warnings");
    warnings().forEach(warnings::add);
    return json;
  }

  private static JsonNode json(Optional<Bias> bias) {
    if (bias.isEmpty()) {
      return Json.MAPPER.nullNode();
    }
    ObjectNode json = Json.object();
    json.set("judge", EvaluationJson.estimate(bias.get().judge()));
    json.set("people", EvaluationJson.estimate(bias.get().people()));
    json.set("difference", EvaluationJson.estimate(bias.get().comparison().difference()));
    return json.put("p", bias.get().comparison().probability()).put("test",
        bias.get().comparison().test());
  }
}
