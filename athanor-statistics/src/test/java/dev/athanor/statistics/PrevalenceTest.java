package dev.athanor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.statistics.Ratings.Rated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PrevalenceTest {
  /** So many cases of people's yes and the judge's yes, yes and no, no and yes, no and no. */
  private static Ratings ratings(int yesYes, int yesNo, int noYes, int noNo) {
    List<Rated> cases = new ArrayList<>();
    cases.addAll(Collections.nCopies(yesYes, new Rated(true, List.of(true))));
    cases.addAll(Collections.nCopies(yesNo, new Rated(true, List.of(false))));
    cases.addAll(Collections.nCopies(noYes, new Rated(false, List.of(true))));
    cases.addAll(Collections.nCopies(noNo, new Rated(false, List.of(false))));
    return new Ratings(cases);
  }

  /** Krippendorff, "Computing Krippendorff's alpha-reliability", 2011, section A: ten cases, two observers, two names. */
  @Test
  void alphaIsThePublishedOne() {
    Agreement agreement = ratings(1, 1, 3, 5).agreement();
    assertThat(agreement.confusion()).isEqualTo(List.of(List.of(1, 1), List.of(3, 5)));
    assertThat(agreement.alpha().orElseThrow()).isCloseTo(0.095, within(0.0005));
    assertThat(ratings(3, 0, 0, 0).agreement().alpha()).isEmpty();
    assertThat(ratings(3, 0, 0, 3).agreement().alpha()).isEqualTo(OptionalDouble.of(1));
  }

  /** By hand: .75 alike, .5 by chance; alpha = 1 - 15 * 4 / 128. */
  @Test
  void aCaseThatIsJudgedTwiceIsDrawnAsOne() {
    Ratings ratings = new Ratings(List.of(new Rated(true, List.of(true, true)),
        new Rated(false, List.of(true, false)), new Rated(false, List.of(false, false)),
        new Rated(true, List.of(true, false))));
    assertThat(ratings.agreement().confusion()).isEqualTo(List.of(List.of(3, 1), List.of(1, 3)));
    Estimate alpha = ratings.estimate(Agreement::alpha, 0.95, 500, new Random(1)).orElseThrow();
    assertThat(alpha.value()).isCloseTo(0.53125, within(1e-12));
    assertThat(alpha.size().units()).isEqualTo(4);
    assertThat(alpha.warnings()).containsExactly("fewer than 40 cases: 4");
    Estimate perfect =
        ratings(9, 0, 0, 9).estimate(Agreement::alpha, 0.95, 500, new Random(1)).orElseThrow();
    assertThat(perfect.interval()).as("nothing varies").isEmpty();
  }

  /** By hand: (.45 + .8 - 1) / (.9 + .8 - 1). */
  @Test
  void aShareIsCorrectedByRoganAndGladen() {
    Prevalence prevalence = new Prevalence(ratings(90, 10, 20, 80));
    Estimate corrected = prevalence.corrected(450, 1_000, 0.95, 2_000, new Random(1));
    assertThat(corrected.value()).isCloseTo(0.25 / 0.7, within(1e-12));
    assertThat(corrected.interval().orElseThrow().contains(0.25 / 0.7)).isTrue();
    assertThat(prevalence.corrected(10, 100, 0.95, 500, new Random(1)).value()).isZero();
    assertThat(prevalence.corrected(95, 100, 0.95, 500, new Random(1)).value()).isEqualTo(1);
  }

  /** The calibration's own error stays, however many cases are evaluated. */
  @Test
  void theIntervalKnowsHowFewCasesTheJudgeWasCalibratedOn() {
    double few = width(ratings(18, 2, 4, 16));
    double many = width(ratings(1_800, 200, 400, 1_600));
    assertThat(few).isGreaterThan(0.2);
    assertThat(many).isLessThan(0.06);
    assertThat(width(ratings(10, 0, 0, 10))).as("a judge without an error so far").isGreaterThan(0.1);
  }

  private static double width(Ratings calibration) {
    Interval interval = new Prevalence(calibration).corrected(45_000, 100_000, 0.95, 2_000, new Random(1))
        .interval().orElseThrow();
    return interval.upper() - interval.lower();
  }

  @Test
  void theIntervalHasTheTruthAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    for (int repetition = 0; repetition < 400; repetition++) {
      int found = binomial(60, 0.9, random);
      int cleared = binomial(60, 0.8, random);
      Prevalence prevalence = new Prevalence(ratings(found, 60 - found, 60 - cleared, cleared));
      int said = binomial(200, 0.3 * 0.9 + 0.7 * 0.2, random);
      covered += prevalence.corrected(said, 200, 0.95, 400, random).interval().orElseThrow().contains(0.3)
          ? 1 : 0;
    }
    assertThat(covered).isBetween(368, 396);
  }

  private static int binomial(int trials, double chance, RandomGenerator random) {
    return (int) random.doubles(trials).filter(value -> value < chance).count();
  }

  @Test
  void whatCanNotBeCorrectedIsRefusedByName() {
    assertThatThrownBy(() -> new Prevalence(ratings(5, 5, 5, 5))).hasMessage(
        "the judge is no better than chance (sensitivity 0.500 + specificity 0.500, expected a sum above 1), so"
            + " nothing can be told from what it says; change the judge and calibrate it again");
    assertThatThrownBy(() -> new Prevalence(ratings(5, 5, 0, 0))).hasMessage(
        "all labels are positive, so the judge's error on the others is not known; label cases of both kinds");
    assertThatThrownBy(() -> new Prevalence(ratings(9, 1, 1, 9)).corrected(3, 2, 0.95, 100, new Random(1)))
        .hasMessage("3 of 2 is no share; expected 0 <= positive <= all, and at least one");
  }
}
