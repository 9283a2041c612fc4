package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.eval.report.FormatSpread;
import dev.athanor.json.Json;
import dev.athanor.statistics.Spread;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How much a system depends on how its prompt is written. */
final class SpreadText {
  private SpreadText() {}

  /** For people. */
  static List<String> lines(FormatSpread spread, String metric, Screen screen) {
    List<String> lines = new ArrayList<>(List.of("", screen.paint(Style.STRONG, sentence(spread, metric))));
    FormatSpread.Format best = spread.formats().getFirst();
    FormatSpread.Format worst = spread.formats().getLast();
    lines.add("  best   " + written(best));
    lines.add("  worst  " + written(worst));
    lines.add(screen.paint(Style.FAINT, caution(spread)));
    return lines;
  }

  /** What was found, in a sentence. */
  static String sentence(FormatSpread spread, String metric) {
    int count = spread.formats().size();
    return spread.spread().map(each -> "Written in " + count + " ways, " + spread.system() + " is "
        + EvaluationWording.number(each.value())
        + each.interval().map(interval -> " " + EvaluationWording.interval(interval)).orElse("")
        + " apart in " + metric
        + ", where noise alone would give " + EvaluationWording.number(each.expected()) + " (p "
        + EvaluationWording.probability(each.probability()) + "): " + verdict(spread))
        .orElse("Written in " + count + " ways, " + spread.system()
            + " can't be told of: no case has a score in all");
  }

  private static String verdict(FormatSpread spread) {
    return spread.real() ? "how the prompt is written makes a difference"
        : "no more than noise, so none is better or worse for all that is known";
  }

  /** What a reader should know. */
  static String caution(FormatSpread spread) {
    return "the spread of noise alone is not 0, and the best and the worst of " + spread.formats().size()
        + " look further apart than they are; its interval leans upward";
  }

  static String written(FormatSpread.Format format) {
    return format.mean().map(EvaluationWording::number).orElse("none") + "  " + format.text() + "  ("
        + format.arm()
        + ")";
  }

  /** For programs. */
  static ObjectNode json(FormatSpread spread) {
    ObjectNode json = Json.object().put("system", spread.system());
    ArrayNode formats = json.putArray("formats");
    spread.formats().forEach(each -> formats.addObject().put("system", each.arm()).put("written", each.text())
        .put("mean", each.mean().orElse(null)));
    json.put("spread", spread.spread().map(Spread::value).orElse(null));
    json.put("lower", spread.spread().flatMap(Spread::interval).map(each -> each.lower()).orElse(null));
    json.put("upper", spread.spread().flatMap(Spread::interval).map(each -> each.upper()).orElse(null));
    json.put("expected", spread.spread().map(Spread::expected).orElse(null));
    json.put("p", spread.spread().map(Spread::probability).orElse(null));
    return json.put("real", spread.real());
  }
}
