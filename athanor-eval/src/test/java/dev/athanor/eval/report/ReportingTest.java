package dev.athanor.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Score;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reports of trials whose scores are known. */
class ReportingTest {
  private static final Metric PASSED = Metric.passFail("passed", "1");
  private static final Metric LOOPS = Metric.cost("loops", "1");

  private static Experiment experiment(int cases, int clusters, String... arms) {
    return new Experiment(
        "known", new Dataset("cases", IntStream.range(0, cases).mapToObj(i -> new Case("c" + i,
            Codec.TEXT.encode("q" + i), Optional.empty(), List.of(), Json.object(), new TreeSet<>(),
            Optional.of("d" + i
                % clusters),
            Split.VALIDATION)).toList()),
        List.of(arms).stream().map(arm -> new Arm(arm, "toy")).toList(), 1,
        List.of(), "");
  }

  private static Results results(Experiment experiment, Metric metric,
      BiFunction<String, Integer, Score> score) {
    List<Trial> trials = new ArrayList<>();
    for (Arm arm : experiment.arms()) {
      for (int i = 0; i < experiment.dataset().cases().size(); i++) {
        Trial.Cost cost =
            new Trial.Cost(2, 1, Optional.of(10L), Optional.of(BigDecimal.valueOf(i)),
                Optional.of(Duration.ofSeconds(i)), BigDecimal.ONE,
                Duration.ofSeconds(1), arm.name().equals("new") ? 1 : 0);
        trials
            .add(
                new Trial(new Trial.Key(arm.name(), "c" + i, 0, "trial"), Trial.Fate.FINISHED,
                    Optional.of(Output
                        .text("a")),
                    Optional.empty(), cost, Map.of(metric.name(), score.apply(arm.name(), i))));
      }
    }
    return new Results(List.of(metric), trials);
  }

  private static Report report(Experiment experiment, Results results, String... gates) {
    return Reporting.of(experiment, results,
        new ReportSettings(Optional.empty(), Optional.empty(), List.of(gates)));
  }

  @Test
  void casesOfOneClusterCountAsOne() {
    Experiment experiment = experiment(40, 4, "old");
    Report report = report(experiment, results(experiment, PASSED, (_, i) -> Score.of(i % 4 == 0 ? 1 : 0)));
    var estimate = report.arms().getFirst().measure("passed").orElseThrow().estimate().orElseThrow();
    assertThat(estimate.value()).isCloseTo(.25, within(1e-12));
    assertThat(estimate.size().units()).isEqualTo(4);
    assertThat(estimate.interval().orElseThrow().upper()).isGreaterThan(.75);
    assertThat(report.about().clusters()).isEqualTo(4);
    assertThat(report.cautions()).anySatisfy(caution -> assertThat(caution).contains(
        "fewer than 40 independent cases (4)"));
  }

  @Test
  void lessIsBetterWhereTheMetricSaysSo() {
    Experiment experiment = experiment(50, 50, "old", "new");
    Report report =
        report(experiment, results(experiment, LOOPS, (arm, i) -> Score.of(arm.equals("new") ? i % 3 : 2 + i
            % 3)), "diff.upper95 <= 0", "loops.upper95 <= 2");
    Contrast contrast = report.primary("new").orElseThrow();
    assertThat(contrast.difference()).isCloseTo(-2, within(1e-9));
    assertThat(contrast.verdict()).isEqualTo("better");
    assertThat(contrast.comparison().counts().wins()).isEqualTo(50);
    assertThat(report.gates()).extracting(GateResult::state).containsExactly(GateResult.State.UNDECIDED,
        GateResult.State.PASSED);
  }

  @Test
  void whatIsUnscoredIsCountedLeftOutOfThePairsAndToldWithItsReason() {
    Experiment experiment = experiment(50, 50, "old", "new");
    Report report = report(experiment,
        results(experiment, PASSED, (arm, i) -> arm.equals("new") && i < 5 ? Score.unscored(
            "no reference") : Score.of(1)));
    ArmReport.Measure measure = report.arms().getLast().measure("passed").orElseThrow();
    assertThat(measure.unscored()).isEqualTo(5);
    assertThat(measure.estimate().orElseThrow().size().cases()).isEqualTo(45);
    assertThat(report.primary("new").orElseThrow().comparison().counts().ties()).isEqualTo(45);
    assertThat(report.cautions()).contains("new: passed has no score for 5 trials: no reference");
  }

  @Test
  void nothingScoredIsNoNumberAndDecidesNoGate() {
    Experiment experiment = experiment(3, 3, "old", "new");
    Report report =
        report(experiment, results(experiment, PASSED, (_, _) -> Score.unscored("no idea")), "passed >= 0",
            "diff >= 0", "passed.pass1 >= 0", "passed.unscored <= 0.5");
    assertThat(report.arms().getFirst().measure("passed").orElseThrow().estimate()).isEmpty();
    assertThat(report.contrasts()).isEmpty();
    assertThat(report.gates()).extracting(GateResult::state).containsExactly(GateResult.State.UNDECIDED,
        GateResult.State.UNDECIDED, GateResult.State.UNDECIDED, GateResult.State.FAILED);
    assertThat(report.cases()).isEmpty();
  }

  @Test
  void severalCandidatesAreCorrectedTogether() {
    Experiment experiment = experiment(50, 50, "old", "a", "b", "c");
    Report report =
        report(experiment, results(experiment, PASSED, (arm, i) -> Score.of(arm.equals("a") && i < 6 ? 0
            : 1)));
    Contrast contrast = report.primary("a").orElseThrow();
    assertThat(contrast.comparison().probability()).isCloseTo(0.015625, within(1e-9));
    assertThat(contrast.adjusted()).isCloseTo(3 * 0.015625, within(1e-9));
    assertThat(contrast.verdict()).isEqualTo("worse");
  }

  @Test
  void reusedDrawsAreRightForComparingAndCautionedForOneSystemAlone() {
    Experiment shared = experiment(50, 50, "old", "new");
    Results results = results(shared, PASSED, (_, _) -> Score.of(1));
    assertThat(report(shared, results).cautions())
        .containsExactly("new: 50 draws were taken over from earlier trials,"
            + " which is right for comparing; an interval of one system alone wants draws of its own: --fresh");
    Experiment fresh = new Experiment("known", shared.dataset(), shared.arms(), 1, List.of(), "fresh/");
    assertThat(report(fresh, results).cautions()).isEmpty();
    assertThat(report(shared, results).arms().getLast().effort().reuse())
        .isEqualTo(new ArmReport.Reuse(100, 50, 50,
            BigDecimal.valueOf(50), Duration.ofSeconds(50)));
  }

  @Test
  void gatesAreReadAsTheyAreMeant() {
    assertThat(Gate.parse("f1.lower97.5 >= .5 for new"))
        .isEqualTo(new Gate("f1.lower97.5 >= .5 for new", Gate.About.SYSTEM, Optional
            .of("f1"), new Gate.Statistic.End(true, .975), true, false, .5, Optional.of("new")));
    assertThat(Gate.parse("diff.recall@5<-1e-2"))
        .isEqualTo(new Gate("diff.recall@5<-1e-2", Gate.About.DIFFERENCE, Optional.of("recall@5"),
            new Gate.Statistic.Mean(), false, true, -.01, Optional.empty()));
    assertThatThrownBy(() -> Gate.parse("f1.lower95"))
        .hasMessageContaining("the gate \"f1.lower95\" can't be read");
    assertThatThrownBy(() -> Gate.parse("f1.lower5 >= 0")).hasMessageContaining(
        "expected a percentage above 50 and below 100");
    assertThatThrownBy(() -> Gate.parse("diff.p95 >= 0"))
        .hasMessageContaining("asks a difference for what it has not");
    assertThatThrownBy(() -> Gate.parse("a.b.c >= 0")).hasMessageContaining("names \"a.b.c\"");
    assertThatThrownBy(() -> Gate.parse("f1 >= 1.2.3"))
        .hasMessageContaining("has the bound 1.2.3, which is no number");
  }

  @Test
  void whatARoundingErrorPartsIsTheSame() {
    assertThat(Gate.parse("f1 >= 0.9").holds(0.8999999999999999)).isTrue();
    assertThat(Gate.parse("f1 > 0.9").holds(0.9000000000000001)).isFalse();
    assertThat(Gate.parse("f1 <= 0.9").holds(0.91)).isFalse();
  }

  @Test
  void whatASystemDoesNotSayThatItTookIsNoNumberAndDecidesNoGate() {
    Experiment experiment = experiment(3, 3, "old");
    Results known = results(experiment, PASSED, (_, _) -> Score.of(1));
    Results silent = new Results(known.metrics(), known.trials().stream().map(trial -> new Trial(trial.key(),
        trial.fate(), trial.output(), trial.failure(),
        new Trial.Cost(1, 1, Optional.empty(), Optional.empty(),
            Optional.empty(), BigDecimal.ZERO, Duration.ZERO, 0),
        trial.scores())).toList());
    Report report = report(experiment, silent, "cost <= 1", "latency.p95 <= 2", "tokens.upper95 <= 5");
    assertThat(report.gates()).allSatisfy(gate -> {
      assertThat(gate.state()).isEqualTo(GateResult.State.UNDECIDED);
      assertThat(gate.explanation()).startsWith("nothing of it was scored: ")
          .endsWith("is not known: the system does not say what it took");
    });
    ArmReport.Effort effort = report.arms().getFirst().effort();
    assertThat(List.of(effort.thousand(), effort.tokens(), effort.median(), effort.slow()))
        .allSatisfy(each -> assertThat(each).isEmpty());
    assertThat(report(experiment, known).arms().getFirst().effort().thousand()).contains(1_000.0);
  }

  @Test
  void lostTrialsAreInNoAverageAndNotSaidAgainAmongTheUnscored() {
    Experiment experiment = experiment(50, 50, "old");
    Results results = results(experiment, PASSED,
        (_, i) -> i < 10 ? Score.unscored("the trial was lost: off") : i < 12 ? Score.unscored("no reference")
            : Score.of(1));
    Results partly = new Results(results.metrics(),
        results.trials().stream().map(trial -> new Trial(trial.key(),
            Integer.parseInt(trial.key().sample().substring(1)) < 10 ? Trial.Fate.LOST : Trial.Fate.FINISHED,
            trial.output(), trial.failure(), trial.cost(), trial.scores())).toList());
    Report report = report(experiment, partly);
    ArmReport arm = report.arms().getFirst();
    assertThat(arm.effort().thousand().orElseThrow()).isEqualTo(1_000 * (10 + 49) / 2.0);
    assertThat(report.cautions())
        .containsExactly("old: 10 of 50 trials were lost to something outside of it, and are in"
            + " no number", "old: passed has no score for 2 trials: no reference");
    assertThat(arm.measures().getFirst().reasons()).containsExactly("no reference",
        "the trial was lost: off");
  }

  @Test
  void aSliceCountsTheUnscoredOfItsOwnCases() {
    Experiment plain = experiment(50, 50, "old");
    Experiment experiment = new Experiment("known", new Dataset("cases", plain.dataset().cases().stream()
        .map(each -> new Case(each.id(), each.input(), each.reference(), each.context(), each.metadata(),
            new TreeSet<>(List.of(each.id().endsWith("1") ? "one" : "other")), each.cluster(), each.split()))
        .toList()), plain.arms(), 1, List.of(), "");
    Report report = report(experiment, results(experiment, PASSED,
        (_, i) -> i == 1 || i == 2 || i == 3 ? Score.unscored("no reference") : Score.of(1)));
    assertThat(report.slices()).extracting(slice -> slice.arms().getFirst().unscored()).containsExactly(1, 2);
  }

  @Test
  void aGateWithoutAnIntervalSaysWhyThereIsNone() {
    Experiment one = experiment(1, 1, "old");
    assertThat(report(one, results(one, LOOPS, (_, _) -> Score.of(2)), "loops.lower95 >= 1").gates())
        .extracting(GateResult::explanation)
        .containsExactly("it is 2.000, and without an interval, because a single"
            + " independent case tells nothing of others");
    Experiment same = experiment(3, 3, "old");
    assertThat(report(same, results(same, LOOPS, (_, _) -> Score.of(2)), "loops.lower95 >= 1").gates())
        .extracting(GateResult::explanation)
        .containsExactly("it is 2.000, and without an interval, because its 3"
            + " independent cases do not vary");
  }
}
