package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.report.Forecast;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an evaluation will be able to tell, and what it will cost.
 *
 * @param experiment that it would make
 * @param forecast of it
 */
public record PlanText(Experiment experiment, Forecast forecast) {
  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.STRONG, experiment.name()) + "  "
        + Wording.count(experiment.arms().size(), "system")
        + ", " + Wording.count(experiment.dataset().cases().size(), "case") + ", "
        + Wording.count(experiment.repeats(),
            "repeat")
        + ": " + Wording.count(forecast.trials(), "trial") + ", " + Wording.count(forecast.units(),
            "independent case"));
    lines.add("");
    lines.add("So many find a difference of " + EvaluationWording.number(forecast.detectable())
        + " in four of five experiments, " + (forecast.measured()
            ? "as differences were spread in the last one (" + EvaluationWording.number(forecast.spread())
                + ")."
            : "if the systems part on 3 of 10 cases; run a few cases first to know better."));
    Table table = new Table(Column.number("DIFFERENCE"), Column.number("FOUND BY THIS ONE IN"),
        Column.number("INDEPENDENT CASES NEEDED"));
    forecast.differences().forEach(each -> table.row(Table.cell(EvaluationWording.number(each.difference())),
        Table.cell(percent(each.found())), Table.cell(Wording.number(each.needed()))));
    lines.addAll(table.lines(screen));
    forecast.equivalence().ifPresent(each -> lines.add("To find two systems equivalent within "
        + EvaluationWording.number(each.margin()) + ", if they do not differ, takes "
        + Wording.count(each.units(), "independent case") + "."));
    lines.add("");
    for (Arm arm : experiment.arms()) {
      Forecast.Price price = forecast.prices().get(arm.name());
      lines
          .add(arm.name() + ": "
              + (price == null ? "nothing is known of its cost; run a few cases first: --first 10"
                  : "about " + price.dollars().map(EvaluationWording::dollars).orElse("unknown dollars")
                      + price.computing().map(time -> " and "
                          + Wording.lasted(time) + " of answering").orElse("")
                      + ", if nothing of it is reused"));
    }
    return lines;
  }

  private static String percent(double share) {
    long whole = Math.round(100 * share);
    return whole >= 100 ? "over 99%" : whole <= 0 ? "below 1%" : whole + "%";
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("evaluation", experiment.name()).put("trials", forecast.trials())
        .put("units",
            forecast.units())
        .put("spread", forecast.spread()).put("measured", forecast.measured()).put("detectable",
            forecast.detectable());
    ArrayNode needed = json.putArray("needed");
    forecast.differences().forEach(each -> needed.addObject().put("difference", each.difference())
        .put("units", each.needed()).put("found", each.found()));
    forecast.equivalence()
        .ifPresentOrElse(
            each -> json.putObject("equivalence").put("margin", each.margin()).put("units", each.units()),
            () -> json.putNull("equivalence"));
    ArrayNode systems = json.putArray("systems");
    for (Arm arm : experiment.arms()) {
      Forecast.Price price = forecast.prices().get(arm.name());
      ObjectNode one = systems.addObject().put("system", arm.name());
      if (price == null) {
        one.putNull("dollars").putNull("seconds");
      } else {
        one.put("dollars", price.dollars().orElse(null));
        one.put("seconds", price.computing().map(time -> time.toMillis() / 1e3).orElse(null));
      }
    }
    return json;
  }
}
