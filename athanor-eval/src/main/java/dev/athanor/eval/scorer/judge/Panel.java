package dev.athanor.eval.scorer.judge;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the verdicts of several judges together. */
final class Panel {
  private static final double TIE = 0.5;

  private Panel() {}

  /**
   * By majority where they pass or fail, else by their mean. One judge's verdict is what it is; a majority that there is not is no verdict.
   *
   * @param verdicts at least one; those without a number are counted
   */
  static Score together(Metric metric, List<Score> verdicts) {
    List<Score.Value> values =
        verdicts.stream().filter(Score.Value.class::isInstance).map(Score.Value.class::cast).toList();
    if (values.isEmpty() || verdicts.size() == 1) {
      return verdicts.getFirst();
    }
    double mean = values.stream().mapToDouble(Score.Value::value).average().orElseThrow();
    String unheard = values.size() < verdicts.size()
        ? "; " + (verdicts.size() - values.size()) + " without a verdict" : "";
    boolean majority = metric.scale() == Metric.Scale.PASS_FAIL;
    if (majority && mean == TIE) {
      return Score.unscored("the panel is tied, " + values.size() / 2 + " to " + values.size() / 2 + unheard
          + "; ask an odd number of judges");
    }
    double value = majority ? (mean > TIE ? 1 : 0) : mean;
    String agreement = majority
        ? values.stream().filter(each -> each.value() == value).count() + " of " + values.size()
            + " judges agree"
        : String.format(Locale.ROOT, "%d judges, at most %.2f from their mean", values.size(),
            values.stream().mapToDouble(each -> Math.abs(each.value() - value)).max().orElseThrow());
    Optional<String> first = values.getFirst().explanation().filter(each -> !each.isBlank());
    return Score.of(value, agreement + unheard + first.map(each -> ". " + each).orElse(""));
  }
}
