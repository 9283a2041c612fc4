package dev.athanor.eval.report;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Interval;
import dev.athanor.statistics.PassRates;
import dev.athanor.statistics.Quantiles;
import dev.athanor.statistics.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds gates against the numbers. An end of an interval is decided by the whole interval: where the bound lies within it, the data do not tell.
 *
 * @param lab the trials
 */
record GateCheck(Lab lab) {
  /** The gate for each system that it is about. */
  List<GateResult> check(Gate gate) {
    return arms(gate).stream().map(arm -> check(gate, arm)).toList();
  }

  private List<String> arms(Gate gate) {
    if (gate.about() == Gate.About.SPREAD) {
      return written(gate);
    }
    boolean difference = gate.about() == Gate.About.DIFFERENCE;
    List<String> all = lab.experiment().arms().stream().map(arm -> arm.name()).toList();
    if (gate.arm().isPresent()) {
      String arm = gate.arm().get();
      if (!all.contains(arm)) {
        throw wrong(gate, "is for \"" + arm + "\", but the systems are " + String.join(", ", all));
      }
      if (difference && arm.equals(lab.baseline())) {
        throw wrong(gate, "asks how the baseline differs from itself; name another system");
      }
      return List.of(arm);
    }
    if (difference && lab.candidates().isEmpty()) {
      throw wrong(gate, "compares with a baseline, but " + lab.baseline() + " is the only system");
    }
    return lab.candidates().isEmpty() ? all : lab.candidates();
  }

  /** The systems that are measured in several formattings. */
  private List<String> written(Gate gate) {
    List<String> systems = new FormatSpreads(lab).systems();
    if (systems.isEmpty()) {
      throw wrong(gate,
          "asks how far a system is apart in several formattings of its prompt, and no system has"
              + " any; write the system as {system: NAME, formats: 10}");
    }
    String wanted = gate.arm().orElse("");
    if (!wanted.isEmpty() && !systems.contains(wanted)) {
      throw wrong(gate,
          "is for \"" + wanted + "\", but the systems with formats are " + String.join(", ", systems));
    }
    return wanted.isEmpty() ? systems : List.of(wanted);
  }

  private static AthanorException wrong(Gate gate, String why) {
    return AthanorException.user("gate-form", "the gate \"" + gate.text() + "\" " + why);
  }

  private GateResult check(Gate gate, String arm) {
    Metric metric = gate.metric().map(lab::metric).orElseGet(lab::primary);
    return switch (gate.about()) {
      case DIFFERENCE -> difference(gate, arm, metric);
      case SPREAD -> spread(gate, arm, metric);
      case SYSTEM -> system(gate, arm, metric);
    };
  }

  private GateResult system(Gate gate, String arm, Metric metric) {
    Series series = lab.series(arm, metric);
    return switch (gate.statistic()) {
      case Gate.Statistic.Mean _ -> series.mean(Report.LEVEL).map(
          estimate -> byValue(gate, arm, estimate.value(), "")).orElseGet(() -> nothing(gate, arm, series));
      case Gate.Statistic.End(var lower, double level) -> series.mean(level)
          .map(estimate -> byInterval(gate, arm, estimate.value(), estimate.interval(),
              estimate.size().units(), lower))
          .orElseGet(() -> nothing(gate, arm, series));
      case Gate.Statistic.Quantile(double at) -> series.observations()
          .map(all -> quantile(gate, arm, Quantiles.quantile(all, at, Report.LEVEL)))
          .orElseGet(() -> nothing(gate, arm, series));
      case Gate.Statistic.AllPass(int attempts) -> allPass(gate, arm, metric, series, attempts);
      case Gate.Statistic.Unscored _ -> {
        int trials = lab.trials(arm).size();
        yield trials == 0 ? nothing(gate, arm, "")
            : byValue(gate, arm, (double) series.unscored() / trials,
                " (" + series.unscored() + " of " + trials + " trials)");
      }
    };
  }

  private static GateResult quantile(Gate gate, String arm, Estimate estimate) {
    String interval = estimate.interval().map(each -> " " + shown(each))
        .orElse(", of too few cases for an interval");
    return byValue(gate, arm, estimate.value(), interval);
  }

  private GateResult allPass(Gate gate, String arm, Metric metric, Series series, int attempts) {
    int repeats = lab.experiment().repeats();
    if (metric.scale() != Metric.Scale.PASS_FAIL || attempts > repeats) {
      throw wrong(gate, metric.scale() != Metric.Scale.PASS_FAIL
          ? "asks how often " + metric.name() + " passes, which is not pass or fail"
          : "asks for " + attempts + " attempts, but each case is repeated " + repeats
              + " times; set repeats");
    }
    return series.only(id -> series.values().getOrDefault(id, List.of()).size() >= attempts).observations()
        .map(all -> PassRates.passAll(all, attempts, Report.LEVEL))
        .map(estimate -> byValue(gate, arm, estimate.value(), ""))
        .orElseGet(() -> nothing(gate, arm, series));
  }

  private GateResult difference(Gate gate, String arm, Metric metric) {
    double level = level(gate);
    Optional<Contrast> contrast =
        lab.compared(arm, metric, level).map(each -> Contrast.of(arm, metric, false, each, 1));
    if (contrast.isEmpty()) {
      Series own = lab.series(arm, metric);
      return nothing(gate, arm, own.values().isEmpty() ? own : lab.series(lab.baseline(), metric));
    }
    double value = contrast.get().difference();
    return gate.statistic() instanceof Gate.Statistic.End(var lower, _)
        ? byInterval(gate, arm, value, contrast.get().interval(),
            contrast.get().comparison().difference().size().units(), lower)
        : byValue(gate, arm, value, "");
  }

  private GateResult spread(Gate gate, String system, Metric metric) {
    Optional<Spread> spread = new FormatSpreads(lab).spread(system, metric, level(gate));
    if (spread.isEmpty()) {
      return nothing(gate, system, ": no case has a score in all formats");
    }
    Spread known = spread.get();
    return gate.statistic() instanceof Gate.Statistic.End(var lower, _)
        ? byInterval(gate, system, known.value(), known.interval(), known.units(), lower)
        : byValue(gate, system, known.value(), "");
  }

  private static double level(Gate gate) {
    return gate.statistic() instanceof Gate.Statistic.End(_, double asked) ? asked : Report.LEVEL;
  }

  private static GateResult nothing(Gate gate, String arm, Series series) {
    return nothing(gate, arm, series.reasons().stream().findFirst().map(reason -> ": " + reason).orElse(""));
  }

  private static GateResult nothing(Gate gate, String arm, String why) {
    return new GateResult(gate.text(), arm, GateResult.State.UNDECIDED, "nothing of it was scored" + why);
  }

  private static GateResult byValue(Gate gate, String arm, double value, String more) {
    return new GateResult(gate.text(), arm,
        gate.holds(value) ? GateResult.State.PASSED : GateResult.State.FAILED,
        "it is " + shown(value) + more);
  }

  private static GateResult byInterval(Gate gate, String arm, double value, Optional<Interval> interval,
      int units, boolean lower) {
    if (interval.isEmpty()) {
      return new GateResult(gate.text(), arm, GateResult.State.UNDECIDED,
          "it is " + shown(value) + ", and without an interval, because " + (units == 1
              ? "a single independent case tells nothing of others"
              : "its " + units + " independent cases do not vary"));
    }
    Interval known = interval.get();
    double end = lower ? known.lower() : known.upper();
    double other = lower ? known.upper() : known.lower();
    boolean careful = lower == gate.atLeast(); // the end that is nearer to the bound
    GateResult.State state = gate.holds(end) ? GateResult.State.PASSED
        : careful && gate.holds(other) ? GateResult.State.UNDECIDED : GateResult.State.FAILED;
    return new GateResult(gate.text(), arm, state, "it is " + shown(value) + " " + shown(known)
        + (state == GateResult.State.UNDECIDED ? ", which has the bound in it; more cases would decide"
            : ""));
  }

  private static String shown(Interval interval) {
    return "[" + shown(interval.lower()) + ", " + shown(interval.upper()) + "]";
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.4g", value + 0.0);
  }
}
