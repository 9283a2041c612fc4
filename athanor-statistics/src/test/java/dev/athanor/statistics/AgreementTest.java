package dev.athanor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgreementTest {
  /** By hand: 35 of 50 alike, .5 by chance, so (.7 - .5) / (1 - .5). */
  @Test
  void kappaIsWhatAgreementIsBeyondChance() {
    Agreement agreement = new Agreement(List.of(List.of(20, 5), List.of(10, 15)));
    assertThat(agreement.raw()).isCloseTo(0.7, within(1e-12));
    assertThat(agreement.kappa(Agreement.Weighting.NOMINAL).orElseThrow()).isCloseTo(0.4, within(1e-12));
    Estimate estimate =
        agreement.kappa(Agreement.Weighting.QUADRATIC, 0.95, 999, new Random(1)).orElseThrow();
    assertThat(estimate.interval().orElseThrow().contains(0.4)).isTrue();
    assertThat(estimate.interval().orElseThrow().contains(0.9)).isFalse();
  }

  @Test
  void oneCategoryLeavesNoKappa() {
    assertThat(new Agreement(List.of(List.of(9, 0), List.of(0, 0))).kappa(Agreement.Weighting.NOMINAL))
        .isEmpty();
    assertThatThrownBy(() -> new Agreement(List.of(List.of(0))))
        .hasMessageStartingWith("nothing was rated by both");
  }

  @Test
  void aSequenceHasTheTruthAtAllLooksAtOnce() {
    Random random = new Random(5);
    int missed = 0;
    for (int repetition = 0; repetition < 1_000; repetition++) {
      ConfidenceSequence sequence = ConfidenceSequence.ofScores(0.95);
      boolean held = true;
      for (int look = 0; look < 300; look++) {
        sequence.add(random.nextDouble() < 0.8 ? 1 : 0);
        held &= sequence.interval().orElseThrow().contains(0.8);
      }
      missed += held ? 0 : 1;
      assertThat(sequence.interval().orElseThrow().upper() - sequence.interval().orElseThrow().lower())
          .isLessThan(0.3);
    }
    assertThat(missed).isLessThan(60);
    assertThatThrownBy(() -> ConfidenceSequence.ofScores(0.95).add(Double.NaN))
        .hasMessage("the value NaN is not between 0.0 and 1.0; scale it, or use a fixed number of cases");
  }
}
