package dev.athanor.eval.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Parting;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.report.Report;
import dev.athanor.journal.RunId;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that people have started, replayed in three lanes. */
class ReplayedRunsTest {
  private static final int PEOPLE = 20;

  private final Counter counter = new Counter();

  @AfterEach
  void close() {
    counter.close();
  }

  private RunCases asked() {
    IntStream.range(0, PEOPLE).forEach(i -> counter.ask("p" + i, "question " + i));
    return counter.cases();
  }

  private static List<Trial> lane(Results results, String arm) {
    return results.of(new Arm(arm, "replayed"));
  }

  @Test
  void withoutAChangeEverythingIsAnsweredByTheRecordAndNothingIsAsked() {
    RunCases cases = asked();
    int before = counter.asked.get();
    Results results = counter.replayed("lab", cases, Counter.POLITE);
    assertThat(counter.asked.get()).isEqualTo(before);
    assertThat(results.trials()).hasSize(3 * PEOPLE).allSatisfy(trial -> {
      assertThat(trial.fate()).isEqualTo(Trial.Fate.FINISHED);
      assertThat(trial.parting()).isEmpty();
      assertThat(trial.cost().dollars().orElseThrow()).isEqualByComparingTo("0.02");
      assertThat(trial.cost().tokens()).hasValue(20L);
    });
    assertThat(lane(results, "baseline")).allSatisfy(trial -> {
      assertThat(trial.cost().lived()).isZero();
      assertThat(trial.cost().saved()).isEqualByComparingTo("0.02");
    });
    Report report = Counter.report(cases, results);
    assertThat(report.replayed().orElseThrow()).isEqualTo(new Replayed(List.of(), List.of(), PEOPLE));
    assertThat(counter.isReproduced("lab")).isTrue();
  }

  @Test
  void aChangeLivesOnlyWhatItTouchesAndEveryOtherAnswerIsNamed() {
    RunCases cases = asked();
    int before = counter.asked.get();
    Results results = counter.replayed("lab", cases, Counter.CURT);
    assertThat(counter.asked.get() - before).isEqualTo(PEOPLE);
    assertThat(lane(results, "candidate")).allSatisfy(trial -> {
      assertThat(trial.cost().lived()).isEqualTo(1);
      assertThat(trial.cost().saved()).isEqualByComparingTo("0.01");
      assertThat(trial.output().orElseThrow().text()).isEqualTo("no");
      assertThat(trial.parting().map(Parting::what)).hasValue("answer asks something else");
    });
    Report report = Counter.report(cases, results);
    Replayed replayed = report.replayed().orElseThrow();
    assertThat(replayed.parted()).isEmpty();
    assertThat(replayed.changed()).hasSize(PEOPLE).allSatisfy(each -> {
      assertThat(each.agreement()).isZero();
      assertThat(each.after().orElseThrow().text()).isEqualTo("no");
      assertThat(each.before().orElseThrow().text()).startsWith("certainly not");
    });
    assertThat(report.arms()).extracting(ArmReport::name).containsExactly("observed", "baseline",
        "candidate");
    assertThat(report.contrasts()).extracting(Contrast::arm).containsOnly("candidate");
    Contrast contrast = report.primary("candidate").orElseThrow();
    assertThat(contrast.difference()).isEqualTo(-1);
    assertThat(contrast.verdict()).isEqualTo("answers otherwise");
    assertThat(report.cautions())
        .contains("agreement says how much answers change, not whether they get better");
  }

  @Test
  void aSecondLabOfTheSameChangeAsksNothingAgain() {
    RunCases cases = asked();
    counter.replayed("lab", cases, Counter.CURT);
    int before = counter.asked.get();
    Results again = counter.replayed("lab2", cases, Counter.CURT);
    assertThat(counter.asked.get()).isEqualTo(before);
    assertThat(lane(again, "candidate").getFirst().cost().saved()).isEqualByComparingTo("0.02");
  }

  @Test
  void codeThatHasChangedSinceIsShownInTheBaselineAndNotTakenForTheCandidate() {
    RunCases cases = asked();
    counter.preamble = "please: ";
    Results results = counter.replayed("lab", cases, Counter.CURT);
    assertThat(lane(results, "baseline")).allSatisfy(trial -> {
      assertThat(trial.parting().map(Parting::what)).hasValue("understand asks something else");
      assertThat(trial.parting().orElseThrow().differences()).singleElement().satisfies(each -> {
        assertThat(each.expected()).contains("question");
        assertThat(each.actual()).contains("please: question");
      });
    });
    Replayed replayed = Counter.report(cases, results).replayed().orElseThrow();
    assertThat(replayed.parted()).hasSize(PEOPLE);
    assertThat(replayed.parted().getFirst().observed()).isEqualTo(new RunId("p0"));
  }

  @Test
  void aRunThatFailedIsACaseWhoseFailureIsShownAndWhichMayEndWellNow() {
    counter.askInVain("p0", "anybody there");
    RunCases cases = counter.cases();
    assertThat(cases.dataset().cases().getFirst().tags()).containsExactly("failed");
    assertThat(cases.dataset().cases().getFirst().reference()).isEmpty();
    Results results = counter.replayed("lab", cases, Counter.POLITE);
    Trial observed = lane(results, "observed").getFirst();
    assertThat(observed.fate()).isEqualTo(Trial.Fate.LOST);
    assertThat(observed.failure().orElseThrow().code()).isEqualTo("model-unreachable");
    assertThat(lane(results, "candidate").getFirst().fate()).isEqualTo(Trial.Fate.FINISHED);
    assertThat(lane(results, "baseline").getFirst().parting().map(Parting::what))
        .hasValue("understand asks the same and is answered differently");
    Replayed.Changed changed = Counter.report(cases, results).replayed().orElseThrow().changed().getFirst();
    assertThat(changed.before()).isEmpty();
    assertThat(changed.after()).isPresent();
  }

  @Test
  void aRunThatWasDeletedSinceIsLostWhereItWasSeenAndAskedAnewOtherwise() {
    counter.ask("p0", "question");
    RunCases cases = counter.cases();
    counter.journal.delete(new RunId("p0"));
    int before = counter.asked.get();
    Results results = counter.replayed("lab", cases, Counter.POLITE);
    Trial observed = lane(results, "observed").getFirst();
    assertThat(observed.fate()).isEqualTo(Trial.Fate.LOST);
    assertThat(observed.failure().orElseThrow().message())
        .isEqualTo("run p0, which a case was taken from, was deleted since");
    // whichever of the two lanes comes first lives the steps, the other may find them in the memo
    assertThat(Stream.of("baseline", "candidate")
        .mapToLong(arm -> lane(results, arm).getFirst().cost().lived())
        .sum()).isGreaterThanOrEqualTo(2);
    assertThat(counter.asked.get()).isGreaterThan(before);
  }

  @Test
  void whatWasSeenCostsWhatItCostThen() {
    Report report = Counter.report(asked(), counter.replayed("lab", counter.cases(), Counter.CURT));
    assertThat(report.arms()).allSatisfy(arm -> assertThat(arm.effort().thousand()).hasValue(20.0));
    assertThat(report.baseline().effort().reuse().saved()).isEqualByComparingTo(new BigDecimal("0.40"));
  }
}
