package dev.athanor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  /** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I: 81 of 263, and 0 of 20. */
  @Test
  void wilsonAndClopperPearsonGiveThePublishedIntervals() {
    Interval wilson = Intervals.wilson(81, 263, 0.95);
    assertThat(wilson.lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(wilson.upper()).isCloseTo(0.3662, within(5e-5));
    Interval exact = Intervals.clopperPearson(81, 263, 0.95);
    assertThat(exact.lower()).isCloseTo(0.2527, within(5e-5));
    assertThat(exact.upper()).isCloseTo(0.3676, within(5e-5));
    assertThat(Intervals.clopperPearson(0, 20, 0.95).upper()).isCloseTo(1 - Math.pow(0.025, 1 / 20.0),
        within(1e-9));
  }

  /** By hand: 2 P(X at most 1) - P(X = 1) for 9 of 1/2 is (20 - 9) / 512. */
  @Test
  void midPIsTheExactOneLessHalfOfWhatWasSeen() {
    assertThat(McNemar.midP(8, 1)).isCloseTo(11 / 512.0, within(1e-12));
    assertThat(McNemar.midP(1, 8)).isCloseTo(11 / 512.0, within(1e-12));
    assertThat(McNemar.midP(0, 0)).isEqualTo(1);
  }

  /**
   * Fagerland, Lydersen and Laake, 2013: 1 against 7 (Bentur) and 6 against 16 (Cavo); and by their supplement 1 - f / 2 for equal counts, where f
   * is the chance of what was seen, 20 / 64 for 3 against 3.
   */
  @Test
  void midPIsWhatIsPublishedAlsoForAsManyWinsAsLosses() {
    assertThat(McNemar.midP(1, 7)).isCloseTo(0.039, within(5e-4));
    assertThat(McNemar.midP(16, 6)).isCloseTo(0.035, within(5e-4));
    assertThat(McNemar.midP(3, 3)).isCloseTo(1 - 20 / 64.0 / 2, within(1e-12));
    assertThat(McNemar.midP(1, 1)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void signFlipsAreEnumeratedWhereFewAndDrawnWhereMany() {
    // Of 2^5 sums only those of all signs alike are as extreme.
    assertThat(SignFlip.probability(new double[]{1, 2, 3, 4, 5, 0}, 999, new Random(1))).isEqualTo(2 / 32.0);
    double[] many = new Random(3).doubles(40, -1, 1.2).toArray();
    double first = SignFlip.probability(many, 20_000, new Random(1));
    assertThat(SignFlip.probability(many, 20_000, new Random(2))).isCloseTo(first, within(0.02));
    assertThat(SignFlip.probability(Collections.nCopies(30, 1.0).stream().mapToDouble(d -> d).toArray(), 999,
        new Random(1)))
        .isEqualTo(1 / 1000.0);
  }

  @Test
  void passRatesCountTheWaysToChoose() {
    Observations one = Observations.ofCases(Map.of("a", List.of(1.0, 1.0, 0.0, 0.0, 0.0)));
    assertThat(PassRates.passAt(one, 2, 0.95).value()).isCloseTo(1 - 3 / 10.0, within(1e-12));
    assertThat(PassRates.passAll(one, 2, 0.95).value()).isCloseTo(1 / 10.0, within(1e-12));
    assertThatThrownBy(() -> PassRates.passAt(one, 6, 0.95)).hasMessage(
        "k = 6 attempts, and case 'a' has n = 5; expected 1 <= k <= n; repeat it more often or ask for a smaller k");
  }

  /** R: p.adjust(c(.01, .04, .03, .005), "holm") is .03 .06 .06 .02; "BH" is .02 .04 .04 .02; both follow by hand. */
  @Test
  void manyTestsAreAdjusted() {
    List<Double> probabilities = List.of(0.01, 0.04, 0.03, 0.005);
    assertThat(ManyTests.holm(probabilities)).usingElementComparator(StatisticsTest::nearly)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(ManyTests.benjaminiHochberg(probabilities)).usingElementComparator(StatisticsTest::nearly)
        .containsExactly(0.02, 0.04, 0.04, 0.02);
  }

  /** (1.959964 + 0.841621)^2 = 7.8489; a difference of half a standard deviation takes 31.4. */
  @Test
  void planFindsWhatItsPowerSays() {
    assertThat(Plan.units(0.5, 1, 0.05, 0.8)).isEqualTo(32);
    assertThat(Plan.power(32, 0.5, 1, 0.05)).isBetween(0.8, 0.82);
    assertThat(Plan.detectable(32, 1, 0.05, 0.8)).isLessThan(0.5);
    assertThatThrownBy(() -> Plan.units(0, 1, 0.05, 0.8))
        .hasMessage("a difference of 0.0; expected a number above 0");
  }

  @Test
  void aComparisonSaysWhatItDecides() {
    Comparing within = new Comparing(0.95, Optional.of(0.1), 999);
    Observations low = passed(200, 100);
    assertThat(within.compare(low, passed(200, 150), new Random(1)).verdict())
        .isEqualTo(new Verdict.Better());
    assertThat(within.compare(passed(200, 150), low, new Random(1)).verdict()).isEqualTo(new Verdict.Worse());
    assertThat(within.compare(low, low, new Random(1)).verdict().words()).isEqualTo("equivalent within 0.1");
    // (1.959964 + 0.841621)^2 * (2 - 0.2) / 19 / 0.1^2 is 74.4, less the 20 there are.
    Comparison undecided = Comparing.usual().compare(passed(20, 10), passed(21, 12), new Random(1));
    assertThat(undecided.verdict().words()).isEqualTo("undecided; about 55 more cases would decide");
    assertThat(undecided.unpaired()).containsExactly("20");
    assertThat(undecided.counts()).isEqualTo(new Comparison.Counts(2, 0, 18));
  }

  /** Of 20 cases two are won and two lost: ((1.644854 + 1.281552) * sqrt(4 / 19) / 0.1)^2 is 180.3, less the 20 there are. */
  @Test
  void withAMarginWhatIsUndecidedIsPlannedForEquivalenceToo() {
    Observations low = results(0, 0, 1, 1);
    Observations high = results(1, 1, 0, 0);
    assertThat(new Comparing(0.95, Optional.of(0.1), 999).compare(low, high, new Random(1)).verdict().words())
        .isEqualTo("undecided; about 161 more cases would decide");
    assertThat(Comparing.usual().compare(low, high, new Random(1)).verdict().words())
        .isEqualTo("undecided; too little varies to tell how many more cases would decide");
    assertThat(Plan.equivalent(0.1, 0, 0.3, 0.05, 0.8)).isEqualTo(78);
    // As in superiority where only the nearer end of the margin counts: ((1.644854 + 0.841621) * 0.3 / 0.05)^2 is 222.6.
    assertThat(Plan.equivalent(0.1, -0.05, 0.3, 0.05, 0.8)).isEqualTo(223);
    assertThatThrownBy(() -> Plan.equivalent(0.1, 0.1, 0.3, 0.05, 0.8))
        .hasMessage("a margin beyond the difference of 0.0; expected a number above 0");
  }

  private static Observations results(double... first) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (int index = 0; index < 20; index++) {
      values.put(Integer.toString(index), List.of(index < first.length ? first[index] : 1.0));
    }
    return Observations.ofCases(values);
  }

  @Test
  void whatIsUndecidedOfClustersAsksForClusters() {
    Observations low = clustered(10, index -> index % 2);
    Observations high = clustered(10, index -> index < 9 ? 1 : 0);
    assertThat(Comparing.usual().compare(low, high, new Random(1)).verdict().words())
        .matches("undecided; about \\d+ more clusters would decide");
    assertThat(new Verdict.Undecided(OptionalLong.of(1), true).words())
        .isEqualTo("undecided; about 1 more cluster would decide");
    assertThat(new Verdict.Undecided(OptionalLong.empty(), true).words())
        .isEqualTo("undecided; too little varies to tell how many more clusters would decide");
  }

  private static Observations clustered(int clusters, IntToDoubleFunction value) {
    return new Observations(IntStream
        .range(0, clusters).mapToObj(index -> new Observations.Cluster("d" + index,
            List.of(new Observations.Trials("a" + index, List.of(value.applyAsDouble(index))),
                new Observations.Trials("b" + index, List.of(1.0)))))
        .toList());
  }

  @Test
  void whatCanNotBeToldIsSaid() {
    assertThatThrownBy(() -> new Observations(List.of()))
        .hasMessage("there are no observations; expected the values of at least one case");
    assertThatThrownBy(() -> Observations.ofCases(Map.of("a", List.of(Double.NaN)))).hasMessage(
        "case 'a' has the value NaN; expected finite numbers; count the trial as unscored");
    Estimate one = Means.amount(Observations.ofCases(Map.of("a", List.of(2.0))), 0.95);
    assertThat(one.interval()).isEmpty();
    assertThat(one.warnings()).contains("one unit tells nothing of how units differ");
    assertThat(Quantiles.quantile(passed(20, 10), 0.95, 0.95).interval()).isEmpty();
  }

  private static Observations passed(int cases, int passed) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (int index = 0; index < cases; index++) {
      values.put(Integer.toString(index), List.of(index < passed ? 1.0 : 0.0));
    }
    return Observations.ofCases(values);
  }

  private static int nearly(double one, double other) {
    return Math.abs(one - other) < 1e-12 ? 0 : Double.compare(one, other);
  }
}
