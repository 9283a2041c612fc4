package dev.athanor.knowledge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.statistics.McNemar;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Intervals and tests of paired differences. */
class PairedTestTest {
  /** Airway hyper-responsiveness of 21 children (Bentur et al.), the example of Fagerland et al. 2013: 7 against 1, mid-p 0.0391. */
  @Test
  void the_mid_p_is_the_published_one() {
    assertThat(McNemar.midP(1, 7)).isEqualTo(0.0390625, within(1e-12));
    assertThat(McNemar.midP(7, 1)).isEqualTo(0.0390625, within(1e-12));
    assertThat(PairedTest.p(pairs(1, 7, 13))).isEqualTo(0.0390625, within(1e-12));
  }

  /** Fagerland et al., supplement: where as many gain as lose it is 1 - 0.5 * binompdf. */
  @Test
  void the_mid_p_of_as_many_gains_as_losses_is_below_one_by_half_a_chance() {
    assertThat(McNemar.midP(2, 2)).isEqualTo(1 - 0.5 * 6 / 16, within(1e-12));
    assertThat(McNemar.midP(0, 0)).isEqualTo(1);
    assertThat(McNemar.midP(400, 400)).isBetween(0.98, 1.0);
  }

  /** (1 - 7) / 23 -+ 1.959964 * sqrt((10 / 23 - (6 / 23)^2) / 23). */
  @Test
  void the_interval_of_a_difference_of_proportions_is_that_of_bonett_and_price() {
    Paired interval = Paired.of(pairs(1, 7, 13));
    assertThat(interval.mean()).isEqualTo(-6 / 21.0, within(1e-12));
    assertThat(interval.low()).isEqualTo(-0.50838, within(1e-4));
    assertThat(interval.high()).isEqualTo(-0.01336, within(1e-4));
  }

  @Test
  void pairs_that_are_all_alike_have_an_interval_that_is_the_wider_the_fewer_they_are() {
    Paired one = Paired.of(new double[1]);
    Paired ten = Paired.of(new double[10]);
    Paired thousand = Paired.of(new double[1_000]);
    assertThat(one.high()).isGreaterThan(0.9).isLessThanOrEqualTo(1);
    assertThat(ten.high()).isEqualTo(0.231, within(0.001));
    assertThat(thousand.high()).isEqualTo(0.00277, within(0.0001));
    assertThat(ten.low()).isEqualTo(-ten.high());
    assertThat(PairedTest.p(new double[10])).isEqualTo(1);
  }

  /** Eight of 150 are worse by the same: (-8d) / 152 -+ 1.96 * sqrt((10 d^2 / 152 - (8d / 152)^2) / 152). */
  @Test
  void a_few_pairs_that_differ_little_and_all_one_way_are_more_than_chance_by_test_and_interval() {
    double[] differences = new double[150];
    Arrays.fill(differences, 0, 8, -0.37);
    assertThat(PairedTest.p(differences)).isEqualTo(2 / 256.0, within(1e-12));
    assertThat(Paired.of(differences).low()).isEqualTo(-0.0342, within(0.0002));
    assertThat(Paired.of(differences).high()).isEqualTo(-0.0047, within(0.0002));
  }

  /** Darwin's Zea mays: Fisher (1935) has 863 of 32,768 ways that are as far in one direction, so 1,726 in both. */
  @Test
  void flipping_signs_gives_what_fisher_has_counted() {
    double[] darwin = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    assertThat(PairedTest.p(darwin)).isEqualTo(1_726 / 32_768.0);
    assertThat(PairedTest.p(Arrays.copyOf(darwin, 3))).isEqualTo(1.0);
  }

  @Test
  void few_signs_are_flipped_in_every_way() {
    // All eight ways, of which + + + and - - - are as far.
    assertThat(PairedTest.p(new double[]{0.5, 0.25, 0, 0.125})).isEqualTo(2 / 8.0);
    // |sum| is 0.5: so far are 0.5+0.25-0.25 and its kin, and further the ones with all signs alike.
    assertThat(PairedTest.p(new double[]{0.5, 0.25, -0.25})).isEqualTo(6 / 8.0);
  }

  /** As R's t.test says of the same numbers, which the bootstrap comes near with so many. */
  @Test
  void the_bootstrap_comes_near_the_interval_by_student() {
    var random = new Random(11);
    double[] differences = random.doubles(400, -0.4, 0.5).toArray();
    double mean = Paired.mean(differences);
    double squares = Arrays.stream(differences).map(each -> (each - mean) * (each - mean)).sum();
    double half = 1.9659 * Math.sqrt(squares / 399 / 400);
    Paired interval = Paired.of(differences);
    assertThat(interval.low()).isEqualTo(mean - half, within(0.003));
    assertThat(interval.high()).isEqualTo(mean + half, within(0.003));
    assertThat(Paired.of(differences)).isEqualTo(interval);
  }

  /** Of 100 true differences about 95 lie in the interval, whatever is measured. */
  @Test
  void intervals_cover_what_is_true() {
    var random = new Random(5);
    int binary = 0;
    int graded = 0;
    for (int i = 0; i < 300; i++) {
      double[] wins = random.doubles(60).map(each -> each < 0.2 ? 1 : each < 0.3 ? -1 : 0).toArray();
      binary += covers(Paired.of(wins), 0.1) ? 1 : 0;
      double[] grades = random.doubles(60).map(each -> each < 0.6 ? 0 : each - 0.7).toArray();
      graded += covers(Paired.of(grades), 0.04) ? 1 : 0;
    }
    assertThat(binary).isBetween(276, 299);
    assertThat(graded).isBetween(272, 299);
  }

  private static boolean covers(Paired interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  private static double[] pairs(int gained, int lost, int alike) {
    double[] pairs = new double[gained + lost + alike];
    Arrays.fill(pairs, 0, gained, 1);
    Arrays.fill(pairs, gained, gained + lost, -1);
    return pairs;
  }
}
