package dev.athanor.eval.experiment;

import static dev.athanor.eval.experiment.ToyLaboratory.experiment;
import static dev.athanor.eval.experiment.ToyLaboratory.given;
import static dev.athanor.eval.experiment.ToyLaboratory.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Replay;
import dev.athanor.trail.Bundle;
import dev.athanor.trail.BundleWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentProgramTest {
  private final ToyLaboratory laboratory = new ToyLaboratory();
  @TempDir
  private java.nio.file.Path folder;

  @AfterEach
  void close() {
    laboratory.close();
  }

  private static double mean(List<Trial> trials) {
    return trials.stream().mapToDouble(ExperimentProgramTest::value).average().orElseThrow();
  }

  private static double value(Trial trial) {
    return ((Score.Value) score(trial)).value();
  }

  private static Score score(Trial trial) {
    return java.util.Objects.requireNonNull(trial.scores().get("exact-match"));
  }

  @Test
  void eachSystemIsPutToEachCaseAsOftenAsSaid() {
    Experiment experiment = experiment(words(5), 3, "loud", "soft");
    Results results = laboratory.results("e1", experiment);
    assertThat(results.trials()).hasSize(30);
    assertThat(mean(results.of(experiment.arms().get(0)))).isEqualTo(1);
    assertThat(mean(results.of(experiment.arms().get(1)))).isEqualTo(0);
    assertThat(results.trials().get(4).key()).isEqualTo(new Trial.Key("loud", "c1", 1,
        "arm{loud}/case{c1}/repeat{1}/trial"));
  }

  @Test
  void armsAskTheSameThingOnceAndRepeatsAreDrawsOfTheirOwn() {
    laboratory.results("e1", experiment(words(5), 3, "loud", "soft"));
    assertThat(laboratory.lookedUp.get()).isBetween(5, 30); // trials at the same time may both live what neither has recorded yet
    assertThat(laboratory.said.get()).isEqualTo(30);
  }

  @Test
  void whatWasLivedBeforeIsReusedAndWhatItCostIsStillTold() {
    laboratory.results("e1", experiment(words(5), 2, "loud"));
    int looked = laboratory.lookedUp.get();
    Results again = laboratory.results("e2", experiment(words(6), 2, "loud"));
    assertThat(laboratory.said.get()).isEqualTo(12);
    assertThat(laboratory.lookedUp.get()).isBetween(looked + 1, looked + 2);
    Trial.Cost reused = again.trials().getFirst().cost();
    assertThat(reused.lived()).isZero();
    assertThat(reused.tokens()).contains(20L);
    assertThat(reused.dollars().orElseThrow()).isEqualByComparingTo("0.02");
    assertThat(reused.saved()).isEqualByComparingTo("0.02");
    assertThat(again.trials().getLast().cost().saved())
        .isLessThan(again.trials().getLast().cost().dollars().orElseThrow());
  }

  @Test
  void anExperimentWithDrawsOfItsOwnSamplesAnewAndReusesWhatIsPure() {
    Experiment shared = experiment(words(5), 2, "loud");
    laboratory.results("e1", shared);
    int looked = laboratory.lookedUp.get();
    laboratory.results("e2",
        new Experiment(shared.name(), shared.dataset(), shared.arms(), 2, shared.scorers(),
            "e2/"));
    assertThat(laboratory.said.get()).isEqualTo(20);
    assertThat(laboratory.lookedUp.get()).isEqualTo(looked);
  }

  @Test
  void whatTheSystemDidWrongCountsAndWhatWentWrongOutsideIsUnscored() {
    Dataset dataset =
        new Dataset("odd", List.of(given("right", "a", Optional.of("A")), given("wrong", "broken", Optional
            .of("X")), given("lost", "unreachable", Optional.of("X")), given("bare", "b", Optional.empty())));
    List<Trial> trials = laboratory.results("e1", experiment(dataset, 1, "loud")).trials();
    assertThat(trials).extracting(Trial::fate).containsExactly(Trial.Fate.FINISHED, Trial.Fate.FAILED,
        Trial.Fate.LOST,
        Trial.Fate.FINISHED);
    assertThat(trials).extracting(ExperimentProgramTest::score).containsExactly(Score.of(1, "equal or not"),
        Score.of(0,
            "the system failed: empty: there is no such word"),
        Score.unscored(
            "the trial was lost: model-unreachable: nobody answers"),
        Score.unscored("the case has no reference"));
  }

  @Test
  void aScorerThatThrowsOrLeavesItsScaleLeavesTheCaseUnscored() {
    laboratory.scorer = Scorer.of(ToyLaboratory.EXACT, sample -> {
      if (sample.given().id().equals("c0")) {
        throw new IllegalStateException("no idea");
      }
      return sample.given().id().equals("c1") ? Score.of(Double.NaN) : Score.of(.5);
    });
    assertThat(laboratory.results("e1", experiment(words(3), 1, "loud")).trials()).extracting(
        ExperimentProgramTest::score)
        .containsExactly(Score.unscored("the scorer failed: no idea"), Score.unscored(
            "the scorer gave NaN, which is no finite number"),
            Score.unscored(
                "the scorer gave 0.5, which is not on its scale (pass-fail)"));
  }

  @Test
  void anExperimentInOneFileReplaysToTheByteWithoutTheRunsItWasMadeOf() {
    RunId id = new RunId("e1");
    Experiment experiment = experiment(words(3), 2, "loud", "soft");
    Results results = laboratory.results("e1", experiment);
    java.nio.file.Path file = folder.resolve("e1.run");
    new BundleWriter(laboratory.journal).write(id, file);
    try (ToyLaboratory elsewhere = new ToyLaboratory(); Bundle bundle = Bundle.open(file)) {
      assertThat(bundle.recordings()).hasSize(13);
      Replay<Results> replay = elsewhere.runs.replay(bundle.recording(), elsewhere.program());
      assertThat(replay.identical()).isTrue();
      assertThat(Results.CODEC.encode(replay.outcome().output())).isEqualTo(Results.CODEC.encode(results));
      assertThat(elsewhere.said.get()).isZero();
    }
  }

  @Test
  void aForkThatChangesOneSystemLeavesTheOthersAsTheyAre() {
    RunId id = new RunId("e1");
    laboratory.results("e1", experiment(words(3), 1, "loud", "soft"));
    int said = laboratory.said.get();
    laboratory.runs.register(laboratory.system());
    Fork change = Fork.at(Path.ROOT).set("arms.soft.loud", Codec.of(Boolean.class).encode(true));
    Results changed = (Results) laboratory.runs.fork(id, change, new RunId("e2")).outcome().output();
    assertThat(changed.trials()).allSatisfy(trial -> assertThat(value(trial)).isEqualTo(1));
    assertThat(laboratory.said.get() - said).as("asked as loudly for the other system").isZero();
  }

  @Test
  void anExperimentThatCanNotBeIsRefusedBeforeItBegins() {
    assertThatThrownBy(() -> experiment(new Dataset("none", List.of()), 1, "loud"))
        .isInstanceOf(AthanorException.class)
        .hasMessage("dataset none has no case to ask, after its filters; there is nothing to measure");
    assertThatThrownBy(() -> experiment(words(1), 0, "loud"))
        .hasMessageContaining("has 0 repeats; expected 1 or more");
    assertThatThrownBy(() -> experiment(words(1), 1, "loud", "loud")).hasMessageContaining(
        "has two arms with the name \"loud\"");
    assertThatThrownBy(() -> new Dataset("twice",
        List.of(given("a", "x", Optional.empty()), given("b", "x", Optional
            .empty()), given("a", "y", Optional.empty()))))
        .hasMessage(
            "dataset twice has two cases with the id \"a\", the 1st and the 3rd; give each case an id of its own");
    assertThatThrownBy(() -> new Arm("a.b", "toy")).hasMessageContaining("\"a.b\" can't name an arm");
  }

  @Test
  void anArmOfAnUnknownKindIsNamed() {
    Experiment experiment = experiment(words(1), 1, "loud");
    Experiment unknown =
        new Experiment("toy", experiment.dataset(), List.of(new Arm("loud", "robot")), 1, experiment
            .scorers(), "");
    assertThat(laboratory.outcome(new RunId("e1"), unknown)).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().message()).contains(
            "arm loud is a \"robot\", which can't be measured here; known are [toy]"));
  }
}
