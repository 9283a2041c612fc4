package dev.athanor.eval.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.report.Report;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that are replayed several times each, by a model that never says the same twice. */
class RepeatedReplaysTest {
  private static final int PEOPLE = 5;
  private static final int REPEATS = 3;

  private final Counter counter = new Counter();

  @AfterEach
  void close() {
    counter.close();
  }

  private RunCases asked() {
    counter.moody = true;
    IntStream.range(0, PEOPLE).forEach(i -> counter.ask("p" + i, "question " + i));
    return counter.cases();
  }

  private static List<Trial> lane(Results results, String arm) {
    return results.trials().stream().filter(trial -> trial.key().arm().equals(arm)).toList();
  }

  private static List<Trial> lane(Results results, String arm, int repeat) {
    return lane(results, arm).stream().filter(trial -> trial.key().repeat() == repeat).toList();
  }

  private static List<String> texts(List<Trial> trials) {
    return trials.stream().map(trial -> trial.output().orElseThrow().text()).toList();
  }

  @Test
  void whatWasSeenIsOneAndTheFirstRepeatIsTheReplayAndTheOthersAreDrawsOfTheirOwn() {
    RunCases cases = asked();
    int before = counter.asked.get();

    Results results = counter.replayed("lab", cases, Counter.POLITE, REPEATS);

    assertThat(lane(results, "observed")).hasSize(PEOPLE);
    assertThat(lane(results, "baseline")).hasSize(REPEATS * PEOPLE);
    assertThat(texts(lane(results, "baseline", 0))).isEqualTo(texts(lane(results, "observed")));
    assertThat(lane(results, "baseline", 0)).allSatisfy(trial -> assertThat(trial.cost().lived()).isZero());
    assertThat(texts(lane(results, "baseline"))).doesNotHaveDuplicates();
    // the candidate asks the same as the baseline, so it shares its draws: two steps of each run, drawn twice
    assertThat(counter.asked.get() - before).isBetween(2 * 2 * PEOPLE, 2 * 2 * 2 * PEOPLE);
    assertThat(counter.isReproduced("lab")).isTrue();
    int drawn = counter.asked.get();
    Results again = counter.replayed("lab2", cases, Counter.POLITE, REPEATS);
    assertThat(texts(lane(again, "baseline"))).isEqualTo(texts(lane(results, "baseline")));
    assertThat(counter.asked.get()).isEqualTo(drawn);
  }

  @Test
  void repeatsOfARunAreAveragedBeforeItCountsAsOneAndADrawIsNoParting() {
    RunCases cases = asked();

    Results results = counter.replayed("lab", cases, Counter.CURT, REPEATS);
    Report report = Counter.report(cases, results, REPEATS);

    assertThat(lane(results, "candidate", 0))
        .allSatisfy(trial -> assertThat(trial.cost().lived()).isEqualTo(1));
    // what both ask alike may be the baseline's draw, whichever of them comes first
    assertThat(lane(results, "candidate", 2))
        .allSatisfy(trial -> assertThat(trial.cost().lived() + trial.cost().redrawn()).isEqualTo(2));
    Replayed replayed = report.replayed().orElseThrow();
    assertThat(replayed.parted()).isEmpty();
    assertThat(replayed.changed()).hasSize(PEOPLE);
    assertThat(replayed.same()).isZero();
    assertThat(report.primary("candidate").orElseThrow().comparison().difference().size().units())
        .isEqualTo(PEOPLE);
    assertThat(report.baseline().measures().getFirst().estimate().orElseThrow().value())
        .as("how much answers change by chance alone").isBetween(0.34, 0.99);
    assertThat(results.of(new Arm("observed", "observed"))).hasSize(PEOPLE);
  }
}
