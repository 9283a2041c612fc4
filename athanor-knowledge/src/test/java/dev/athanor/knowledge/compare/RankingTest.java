package dev.athanor.knowledge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final double EXACT = 1e-12;

  @Test
  void ndcg_is_the_gain_by_place_over_the_gain_of_the_best_order() {
    // (2/log2(3) + 3/log2(5)) / (3/log2(2) + 2/log2(3) + 1/log2(4)), by hand.
    double gain = 2 / 1.584962500721156 + 3 / 2.321928094887362;
    double ideal = 3 + 2 / 1.584962500721156 + 0.5;
    assertThat(Ranking.ndcg(List.of("x", "b", "y", "a"), Map.of("a", 3, "b", 2, "c", 1), 10))
        .isEqualTo(gain / ideal, within(EXACT));
    assertThat(Ranking.ndcg(List.of("a", "b", "c"), Map.of("a", 3, "b", 2, "c", 1), 10)).isEqualTo(1);
  }

  @Test
  void only_the_first_k_count_for_ndcg_also_in_the_best_order() {
    assertThat(Ranking.ndcg(List.of("x", "a"), Map.of("a", 1), 1)).isZero();
    assertThat(Ranking.ndcg(List.of("a", "x"), Map.of("a", 1, "b", 1, "c", 1), 1)).isEqualTo(1);
  }

  @Test
  void recall_and_the_reciprocal_rank_are_of_what_is_relevant() {
    Map<String, Integer> relevant = Map.of("a", 1, "b", 2, "c", 1);
    List<String> ranked = List.of("x", "b", "y", "a");
    assertThat(Ranking.recall(ranked, relevant, 10)).isEqualTo(2 / 3.0);
    assertThat(Ranking.recall(ranked, relevant, 2)).isEqualTo(1 / 3.0);
    assertThat(Ranking.reciprocal(ranked, relevant)).isEqualTo(0.5);
    assertThat(Ranking.reciprocal(List.of("x"), relevant)).isZero();
  }

  @Test
  void nothing_found_and_nothing_relevant_give_zero_and_no_NaN() {
    assertThat(Ranking.ndcg(List.of(), Map.of("a", 1), 10)).isZero();
    assertThat(Ranking.ndcg(List.of("a"), Map.of(), 10)).isZero();
    assertThat(Ranking.recall(List.of("a"), Map.of(), 10)).isZero();
    assertThat(Ranking.reciprocal(List.of(), Map.of())).isZero();
  }

  /** The example that the README of rankmeasures has. */
  @Test
  void rank_biased_overlap_is_as_others_compute_it() {
    assertThat(Ranking.overlap(List.of("a", "b", "c", "d", "e"), List.of("b", "c", "d", "a", "e")))
        .isEqualTo(0.828, within(0.0005));
  }

  /** Depths 1 to 3 have 0, 1 and 2 in common: (.1/.9)(.81/2 + 2 * .729/3) + 2/3 * .729. */
  @Test
  void rank_biased_overlap_is_what_is_computed_by_hand() {
    assertThat(Ranking.overlap(List.of("a", "b", "c"), List.of("b", "x", "c")))
        .isEqualTo(0.1 / 0.9 * (0.81 / 2 + 2 * 0.729 / 3) + 2 / 3.0 * 0.729, within(EXACT));
  }

  /** One is the start of the other: what is behind its end is taken to go on as before. */
  @Test
  void a_ranking_and_its_own_start_overlap_wholly() {
    assertThat(Ranking.overlap(List.of("a", "b"), List.of("a", "b", "c", "d"))).isEqualTo(1, within(EXACT));
  }

  @Test
  void the_overlap_is_one_for_equals_nought_for_strangers_and_the_same_both_ways() {
    var random = new Random(7);
    for (int i = 0; i < 500; i++) {
      List<String> one = ranking(random);
      List<String> other = ranking(random);
      double overlap = Ranking.overlap(one, other);
      assertThat(overlap).isBetween(0.0, 1.0).isEqualTo(Ranking.overlap(other, one), within(EXACT));
      assertThat(Ranking.overlap(one, one)).isEqualTo(1, within(EXACT));
      assertThat(Ranking.overlap(one, List.of("stranger"))).isZero();
    }
    assertThat(Ranking.overlap(List.of(), List.of())).isEqualTo(1);
  }

  private static List<String> ranking(Random random) {
    List<String> all = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
    Collections.shuffle(all, random);
    return all.subList(0, random.nextInt(all.size() + 1));
  }
}
