package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.text.Agreement;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.ManyTests;
import dev.athanor.statistics.Observations;
import dev.athanor.statistics.PassRates;
import dev.athanor.statistics.Quantiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a report of what came of an experiment. For one use. */
public final class Reporting {
  private static final int FEW_CLUSTERS = 40;

  private final Lab lab;
  private final ReportSettings settings;
  private final Experiment experiment;
  private final List<Corrected> corrected;
  private final int looks;

  private Reporting(Experiment experiment, Results results, ReportSettings settings,
      Known known) {
    this.corrected = Corrected.of(experiment, results, known.calibrations());
    this.looks = known.looks();
    this.lab = new Lab(experiment, results, settings);
    this.settings = settings;
    this.experiment = experiment;
  }

  /** The report, where nothing else is known. */
  public static Report of(Experiment experiment, Results results, ReportSettings settings) {
    return of(experiment, results, settings, Known.NOTHING);
  }

  /** The report, where more is known than the experiment. */
  public static Report of(Experiment experiment, Results results, ReportSettings settings, Known known) {
    return new Reporting(experiment, results, settings, known).report();
  }

  /**
   * Checks beforehand that a report can be made: the primary metric and what gates name is there.
   *
   * @param metrics that the scorers measure
   */
  public static void check(Experiment experiment, List<Metric> metrics, ReportSettings settings) {
    Lab lab = new Lab(experiment, new Results(metrics, List.of()), settings);
    lab.primary();
    settings.gates().stream().map(Gate::parse).forEach(new GateCheck(lab)::check);
  }

  private Report report() {
    Report.About about = new Report.About(experiment.name(), experiment.dataset().name(),
        experiment.dataset().version(), experiment.dataset().cases().size(),
        (int) experiment.dataset().cases().stream().map(Case::unit).distinct().count(), experiment.repeats(),
        lab.baseline(), lab.primary().name(), experiment.dataset().cases().stream().anyMatch(each -> each
            .split() == Split.TEST));
    List<ArmReport> arms = experiment.arms().stream().map(this::arm).toList();
    GateCheck check = new GateCheck(lab);
    List<GateResult> gates =
        settings.gates().stream().map(Gate::parse).flatMap(gate -> check.check(gate).stream()).toList();
    return new Report(about, arms, contrasts(), new CaseNotes(lab).notes(), new Slicing(lab).slices(), gates,
        cautions(about, arms), new FormatSpreads(lab).spreads(), new Replaying(lab).replayed(), corrected,
        Look.of(lab, looks));
  }

  private ArmReport arm(Arm arm) {
    List<Trial> trials = lab.trials(arm.name());
    List<ArmReport.Measure> measures =
        lab.metrics().stream().map(metric -> measure(lab.series(arm.name(), metric))).toList();
    return new ArmReport(arm.name(), fates(trials), measures, attempts(arm.name()),
        effort(arm.name(), trials));
  }

  static ArmReport.Measure measure(Series series) {
    return new ArmReport.Measure(series.metric(), series.mean(Report.LEVEL), series.unscored(),
        series.reasons());
  }

  private static ArmReport.Fates fates(List<Trial> trials) {
    return new ArmReport.Fates(count(trials, Trial.Fate.FINISHED), count(trials, Trial.Fate.FAILED),
        count(trials, Trial.Fate.LOST));
  }

  private static int count(List<Trial> trials, Trial.Fate fate) {
    return (int) trials.stream().filter(trial -> trial.fate() == fate).count();
  }

  /** Cases that were not scored as often as they were repeated are left out, since n would differ. */
  private List<ArmReport.Attempts> attempts(String arm) {
    Metric primary = lab.primary();
    int repeats = experiment.repeats();
    if (primary.scale() != Metric.Scale.PASS_FAIL || repeats < 2) {
      return List.of();
    }
    Series series = lab.series(arm, primary);
    Optional<Observations> whole =
        series.only(id -> series.values().getOrDefault(id, List.of()).size() == repeats).observations();
    return whole.map(all -> IntStream.rangeClosed(1, repeats).mapToObj(count -> new ArmReport.Attempts(count,
        PassRates.passAll(all, count, Report.LEVEL), PassRates.passAt(all, count, Report.LEVEL))).toList())
        .orElse(List.of());
  }

  private ArmReport.Effort effort(String arm, List<Trial> trials) {
    Optional<Observations> latency = lab.series(arm, Amounts.LATENCY.metric()).observations();
    return new ArmReport.Effort(mean(Amounts.COST, trials).map(dollars -> 1_000 * dollars),
        mean(Amounts.TOKENS, trials),
        latency.map(all -> Quantiles.quantile(all, 0.5, Report.LEVEL)),
        latency.map(all -> Quantiles.quantile(all, 0.95, Report.LEVEL)), reuse(trials));
  }

  private static Optional<Double> mean(Amounts amount, List<Trial> trials) {
    double[] known =
        trials.stream().filter(trial -> trial.fate() != Trial.Fate.LOST)
            .flatMap(trial -> amount.of(trial).stream()).mapToDouble(each -> each).toArray();
    return known.length == 0 ? Optional.empty() : Optional.of(Arrays.stream(known).average().orElseThrow());
  }

  private static ArmReport.Reuse reuse(List<Trial> trials) {
    BigDecimal saved =
        trials.stream().map(trial -> trial.cost().saved()).reduce(BigDecimal.ZERO, BigDecimal::add);
    Duration spared =
        trials.stream().map(trial -> trial.cost().spared()).reduce(Duration.ZERO, Duration::plus);
    return new ArmReport.Reuse(trials.stream().mapToLong(trial -> trial.cost().steps()).sum(),
        trials.stream().mapToLong(trial -> trial.cost().lived()).sum(),
        trials.stream().mapToLong(trial -> trial.cost().redrawn()).sum(), saved, spared);
  }

  private List<Contrast> contrasts() {
    Metric primary = lab.primary();
    List<Contrast> all = new ArrayList<>(family(List.of(primary), true));
    all.addAll(family(lab.metrics().stream().filter(metric -> !metric.name().equals(primary.name())).toList(),
        false));
    return all;
  }

  private record Pair(String arm, Metric metric, Comparison comparison) {}

  /** Comparisons that are corrected together: the primary metric's, and those of all others. */
  private List<Contrast> family(List<Metric> metrics, boolean primary) {
    List<Pair> pairs = new ArrayList<>();
    for (Metric metric : metrics) {
      for (String arm : lab.candidates()) {
        lab.compared(arm, metric, Report.LEVEL).ifPresent(each -> pairs.add(new Pair(arm, metric, each)));
      }
    }
    List<Double> adjusted =
        ManyTests.holm(pairs.stream().map(each -> each.comparison().probability()).toList());
    return IntStream.range(0, pairs.size()).mapToObj(i -> Contrast.of(pairs.get(i).arm(), pairs.get(i)
        .metric(), primary, pairs.get(i).comparison(), adjusted.get(i))).toList();
  }

  private List<String> cautions(Report.About about, List<ArmReport> arms) {
    List<String> cautions = new ArrayList<>();
    boolean replays = experiment.arms().stream().anyMatch(Arm::observed);
    if (replays && lab.metrics().stream().anyMatch(each -> each.name().equals(Agreement.NAME))) {
      cautions.add(Agreement.NAME + " says how much answers change, not whether they get better");
    }
    if (about.clusters() < FEW_CLUSTERS) {
      cautions.add("fewer than " + FEW_CLUSTERS + " independent cases (" + about.clusters()
          + "): intervals are wide, and rest on few");
    }
    experiment.candidates().forEach(arm -> unlike(arm).ifPresent(cautions::add));
    Set<String> shown =
        experiment.arms().stream().filter(Arm::observed).map(Arm::name).collect(Collectors.toSet());
    for (ArmReport arm : arms.stream().filter(each -> !shown.contains(each.name())).toList()) {
      if (arm.fates().lost() > 0) {
        cautions.add(arm.name() + ": " + arm.fates().lost() + " of " + lab.trials(arm.name()).size()
            + " trials were lost to something outside of it, and are in no number");
      }
      if (arm.effort().reuse().draws() > 0 && experiment.draws().isEmpty() && !replays) {
        cautions.add(arm.name() + ": " + arm.effort().reuse().draws()
            + " draws were taken over from earlier trials, which is right for comparing; an interval of one"
            + " system alone wants draws of its own: --fresh");
      }
      for (ArmReport.Measure measure : arm.measures()) {
        int unscored = measure.unscored() - arm.fates().lost(); // of those that were lost it is said already
        if (unscored > 0) {
          cautions.add(arm.name() + ": " + measure.metric().name() + " has no score for "
              + unscored + (unscored == 1 ? " trial: " : " trials: ")
              + measure.reasons().getFirst());
        }
      }
    }
    return cautions;
  }

  /** The means of systems that were asked different cases say nothing about each other. */
  private Optional<String> unlike(Arm arm) {
    Arm baseline = experiment.baseline();
    List<Case> own = experiment.cases(arm);
    long common = own.stream().filter(each -> experiment.asks(baseline, each)).count();
    return common == own.size() && common == experiment.cases(baseline).size() ? Optional.empty()
        : Optional
            .of(arm.name() + " was asked " + own.size() + (own.size() == 1 ? " case" : " cases") + " and "
                + baseline.name() + " " + experiment.cases(baseline).size() + ": their means are of different"
                + " cases, and they are compared by the " + common + " that both were asked");
  }
}
