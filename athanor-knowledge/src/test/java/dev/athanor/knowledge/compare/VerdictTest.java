package dev.athanor.knowledge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.knowledge.compare.Verdict.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Verdict of(int better, int worse, int alike, double margin) {
    double[] a = new double[better + worse + alike];
    double[] b = new double[a.length];
    Arrays.fill(b, 0, better, 1);
    Arrays.fill(a, better, better + worse, 1);
    return Verdict.of(Difference.of(Measure.HIT, a, b), margin);
  }

  @Test
  void many_wins_and_few_losses_are_better_and_the_other_way_round_worse() {
    assertThat(of(20, 2, 78, 0.05).outcome()).isEqualTo(Outcome.BETTER);
    assertThat(of(2, 20, 78, 0.05).outcome()).isEqualTo(Outcome.WORSE);
    assertThat(of(20, 2, 78, 0.05).enough()).isEmpty();
  }

  @Test
  void a_large_difference_on_few_questions_shows_nothing() {
    Verdict verdict = of(3, 0, 2, 0.05);
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.by().difference().mean()).isEqualTo(0.6);
    assertThat(verdict.enough().orElseThrow()).isBetween(6L, 40L);
  }

  @Test
  void ten_questions_that_are_all_alike_don_t_show_that_two_are_equal_but_two_hundred_do() {
    assertThat(of(0, 0, 10, 0.05).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(of(0, 0, 200, 0.05).outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(of(3, 3, 500, 0.05).outcome()).isEqualTo(Outcome.EQUAL);
  }

  /** (1.96 + 0.84)^2 * 0.3 / 0.1^2 with half of the three tenths that differ on either side but for a tenth. */
  @Test
  void what_is_missing_is_about_what_the_usual_formula_says() {
    Verdict verdict = of(8, 4, 28, 0.05);
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.enough().orElseThrow()).isBetween(220L, 240L);
  }

  @Test
  void one_question_shows_nothing_and_asks_for_a_number_that_there_is() {
    for (Verdict verdict : new Verdict[]{of(1, 0, 0, 0.05), of(0, 0, 1, 0.05), of(0, 0, 1, 1e-9)}) {
      assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
      assertThat(verdict.enough().orElseThrow()).isBetween(2L, 1_000_000_001L);
    }
  }
}
