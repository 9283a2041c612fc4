package dev.athanor.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Forecast;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Shared;
import dev.athanor.json.Json;
import dev.athanor.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases that are not for all systems, and scorers that share what they find out. */
class LimitedExperimentTest {
  private final ToyLaboratory laboratory = new ToyLaboratory();

  @AfterEach
  void close() {
    laboratory.close();
  }

  private static Experiment limited(Map<String, Set<String>> only) {
    Experiment all = ToyLaboratory.experiment(ToyLaboratory.words(4), 2, "loud", "soft");
    return new Experiment(all.name(), all.dataset(), all.arms(), all.repeats(), all.scorers(), "",
        Optional.of(only));
  }

  @Test
  void aSystemIsPutOnlyToTheCasesThatAreForIt() {
    Experiment experiment = limited(Map.of("c0", Set.of("soft"), "c3", Set.of("loud")));
    Results results = laboratory.results("e1", experiment);
    assertThat(results.trials()).extracting(trial -> trial.key().arm() + " " + trial.key().sample())
        .containsExactly("loud c1", "loud c1", "loud c2", "loud c2", "loud c3", "loud c3", "soft c0",
            "soft c0", "soft c1", "soft c1", "soft c2", "soft c2");
    assertThat(experiment.trials()).isEqualTo(12);
    assertThat(laboratory.said.get()).isEqualTo(12);
    assertThat(Experiment.CODEC.decode(Experiment.CODEC.encode(experiment))).isEqualTo(experiment);
  }

  @Test
  void systemsAreComparedByTheCasesThatBothWereAskedAndTheReportSaysSo() {
    Experiment experiment = limited(Map.of("c0", Set.of("soft"), "c3", Set.of("loud")));
    Report report = Reporting.of(experiment, laboratory.results("e1", experiment),
        new ReportSettings(Optional.empty(), Optional.empty(), List.of()));
    assertThat(report.contrasts()).singleElement().satisfies(contrast -> {
      assertThat(contrast.difference()).isEqualTo(-1);
      assertThat(contrast.comparison().difference().size().cases()).isEqualTo(2);
    });
    assertThat(report.cautions()).contains("soft was asked 3 cases and loud 3: their means are of different"
        + " cases, and they are compared by the 2 that both were asked");
    assertThat(report.cases()).extracting(CaseNote::id, CaseNote::kind).containsExactlyInAnyOrder(
        org.assertj.core.groups.Tuple.tuple("c0", CaseNote.Kind.FAILING),
        org.assertj.core.groups.Tuple.tuple("c1", CaseNote.Kind.FAILING),
        org.assertj.core.groups.Tuple.tuple("c2", CaseNote.Kind.FAILING));
    assertThat(report.cautions()).noneSatisfy(caution -> assertThat(caution).contains("no score"));
  }

  @Test
  void aForecastCountsWhatTwoSystemsHaveInCommonAndWhatEachIsAsked() {
    Forecast forecast =
        Forecast.of(limited(Map.of("c0", Set.of("soft"))), Optional.empty(), Optional.empty());
    assertThat(forecast.units()).isEqualTo(3);
    assertThat(forecast.trials()).isEqualTo(14);
    assertThat(Forecast.of(limited(Map.of("c0", Set.of("soft"), "c1", Set.of("soft"), "c2", Set.of("soft"),
        "c3", Set.of("loud"))), Optional.empty(), Optional.empty()).units()).isEqualTo(1);
  }

  @Test
  void aCaseIsForNobodyElseThanItsExperimentsSystems() {
    assertThatThrownBy(() -> limited(Map.of("c0", Set.of("quiet")))).isInstanceOf(AthanorException.class)
        .hasMessage("experiment toy puts case c0 to [quiet]; expected at least one of its systems"
            + " [loud, soft], and no others");
    assertThatThrownBy(() -> limited(Map.of("c0", Set.of()))).isInstanceOf(AthanorException.class)
        .hasMessageContaining("puts case c0 to []; expected at least one");
  }

  /** Reads its number out of what all of its kind find out together. */
  private record Sharing(Metric metric, Object finder, AtomicInteger found) implements Scorer {
    @Override
    public Score score(Sample sample, Run run) {
      return score(sample, run, new Shared());
    }

    @Override
    public Score score(Sample sample, Run run, Shared shared) {
      return Score.of(shared.once(finder, Double.class,
          () -> (double) found.incrementAndGet() + sample.output().text().length()));
    }
  }

  @Test
  void scorersOfOneTrialShareWhatIsFoundOutOnceAndThoseOfAnotherDoNot() {
    AtomicInteger found = new AtomicInteger();
    Object finder = new Object();
    Experiment plain = ToyLaboratory.experiment(ToyLaboratory.words(3), 1, "loud");
    Experiment experiment = new Experiment("toy", plain.dataset(), plain.arms(), 1,
        List.of(Json.object().put("name", "one"), Json.object().put("name", "two")), "");
    var program = ExperimentProgram.of(List.of(laboratory.subject()),
        settings -> new Sharing(
            new Metric(settings.path("name").asString(), "1", Metric.Scale.AMOUNT, Metric.Better.HIGHER),
            finder,
            found),
        new TrailOperation(() -> laboratory.journal, Passages.NONE));
    Results results = laboratory.runs.start(new dev.athanor.journal.RunId("e1"), program, experiment,
        ToyLaboratory.pins(experiment)).outcome().output();
    assertThat(found.get()).isEqualTo(3);
    assertThat(results.trials()).allSatisfy(trial -> assertThat(value(trial, "one"))
        .isCloseTo(value(trial, "two"), within(0.0)));
  }

  /** Lets the first system win, and does not know what to do with one case. */
  private record FirstWins(String unknown) implements Rivalry {
    @Override
    public boolean concerns(Case given) {
      return !given.id().equals("c2");
    }

    @Override
    public List<Trial> settled(Case given, List<Trial> trials, Run run) {
      if (given.id().equals(unknown)) {
        throw new IllegalStateException("nobody wins");
      }
      assertThat(trials).extracting(trial -> trial.key().arm()).containsExactly("soft", "loud");
      return trials.stream().map(trial -> trial.scored(
          Map.of("exact-match", Score.of(trial.key().arm().equals("soft") ? 1 : 0)))).toList();
    }
  }

  @Test
  void answersOfAllSystemsToACaseAreComparedOnceTheyAreThereAndUnscoredWhereThatFails() {
    Experiment experiment = ToyLaboratory.experiment(ToyLaboratory.words(3), 2, "soft", "loud");
    var program = ExperimentProgram.of(List.of(laboratory.subject()), _ -> laboratory.scorer,
        new TrailOperation(() -> laboratory.journal, Passages.NONE), new FirstWins("c1"));
    Results results = laboratory.runs.start(new dev.athanor.journal.RunId("e1"), program, experiment,
        ToyLaboratory.pins(experiment)).outcome().output();
    assertThat(results.trials()).hasSize(12).allSatisfy(trial -> {
      boolean soft = trial.key().arm().equals("soft");
      switch (trial.key().sample()) {
        case "c0" -> assertThat(value(trial, "exact-match")).isEqualTo(soft ? 1 : 0);
        case "c1" -> assertThat(trial.scores().get("exact-match"))
            .isEqualTo(Score.unscored("the comparison failed: nobody wins"));
        default -> assertThat(value(trial, "exact-match")).isEqualTo(soft ? 0 : 1);
      }
    });
  }

  private static double value(Trial trial, String metric) {
    return ((Score.Value) java.util.Objects.requireNonNull(trial.scores().get(metric))).value();
  }
}
