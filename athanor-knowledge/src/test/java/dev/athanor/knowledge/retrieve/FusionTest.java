package dev.athanor.knowledge.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final int TRIALS = 200;

  @Test
  void totals_lie_between_0_and_1_and_order_the_candidates() {
    forRandomCandidates((candidates, settings) -> {
      List<Fusion.Fused> fused = Fusion.fuse(candidates, settings);
      assertThat(fused).hasSameSizeAs(candidates);
      assertThat(fused).isSortedAccordingTo(Comparator.comparingDouble((Fusion.Fused each) -> -each.score()
          .total())
          .thenComparing(each -> each.candidate().id()));
      for (Fusion.Fused each : fused) {
        assertThat(each.score().total()).isBetween(0.0, 1.0 + 1e-12);
        Score.Part keyword = each.score().keyword().orElseThrow();
        Score.Part dense = each.score().dense().orElseThrow();
        assertThat(each.score().total()).isCloseTo(
            keyword.weight() * keyword.normalised() + dense.weight() * dense.normalised(), within(1e-12));
        assertThat(keyword.weight() + dense.weight()).isCloseTo(1, within(1e-12));
      }
    });
  }

  @Test
  void the_order_in_which_candidates_come_changes_nothing() {
    forRandomCandidates((candidates, settings) -> {
      List<Candidate> shuffled = new ArrayList<>(candidates);
      Collections.shuffle(shuffled, new Random(3));
      assertThat(Fusion.fuse(shuffled, settings)).isEqualTo(Fusion.fuse(candidates, settings));
    });
  }

  @Test
  void stretching_or_shifting_the_scores_of_one_kind_changes_no_total() {
    forRandomCandidates((candidates, settings) -> {
      List<Candidate> stretched = candidates.stream().map(each -> new Candidate(each.number(), each.id(),
          each.keyword().map(said -> new Signal(said.score() * 8, said.rank())),
          each.dense().map(said -> new Signal(said.score() / 4 + 0.5, said.rank())))).toList();
      List<Fusion.Fused> before = Fusion.fuse(candidates, settings);
      List<Fusion.Fused> after = Fusion.fuse(stretched, settings);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i).score().total()).isCloseTo(before.get(i).score().total(), within(1e-9));
      }
    });
  }

  @Test
  void the_ends_of_the_weight_are_the_pure_modes() {
    forRandomCandidates((candidates, settings) -> {
      assertThat(order(candidates, weighted(0))).isEqualTo(order(candidates, settings.in(Mode.KEYWORD)));
      assertThat(order(candidates, weighted(1))).isEqualTo(order(candidates, settings.in(Mode.DENSE)));
    });
  }

  @Test
  void a_better_score_never_ranks_lower() {
    forRandomCandidates((candidates, settings) -> {
      Candidate raised = candidates.get(candidates.size() / 2);
      double best = candidates.stream().mapToDouble(each -> each.dense().orElseThrow().score()).max()
          .orElseThrow();
      var better = new Candidate(raised.number(), raised.id(), raised.keyword(), Optional.of(new Signal(best,
          1)));
      List<Candidate> after = candidates.stream().map(each -> each.equals(raised) ? better : each).toList();
      assertThat(order(after, settings).indexOf(raised.id()))
          .isLessThanOrEqualTo(order(candidates, settings).indexOf(raised.id()));
    });
  }

  @Test
  void one_candidate_alone_is_the_best_there_is_and_none_is_none() {
    List<Fusion.Fused> one = Fusion.fuse(List.of(candidate("a", 3, 0.4)), RetrievalSettings.STANDARD);
    assertThat(one.getFirst().score().total()).isEqualTo(1);
    assertThat(Fusion.fuse(List.of(candidate("a", 0, 0.4)), weighted(0)).getFirst().score().total()).isZero();
    assertThat(Fusion.fuse(List.of(), RetrievalSettings.STANDARD)).isEmpty();
  }

  @Test
  void equals_stand_in_the_order_of_their_ids() {
    List<Candidate> equal = List.of(candidate("c", 1, 0.5), candidate("a", 1, 0.5), candidate("b", 1, 0.5));
    assertThat(order(equal, RetrievalSettings.STANDARD).stream().map(ChunkId::value)).containsExactly("a",
        "b", "c");
  }

  private interface Trial {
    void with(List<Candidate> candidates, RetrievalSettings settings);
  }

  private static void forRandomCandidates(Trial trial) {
    var random = new Random(5);
    for (int i = 0; i < TRIALS; i++) {
      List<Candidate> candidates = new ArrayList<>();
      int size = 2 + random.nextInt(20);
      for (int j = 0; j < size; j++) {
        candidates.add(candidate("c" + j, random.nextInt(4) == 0 ? 0 : random.nextInt(40) / 4.0,
            random.nextInt(100) / 100.0));
      }
      trial.with(candidates, weighted(random.nextInt(11) / 10.0));
    }
  }

  private static List<ChunkId> order(List<Candidate> candidates, RetrievalSettings settings) {
    return Fusion.fuse(candidates, settings).stream().map(each -> each.candidate().id()).toList();
  }

  private static RetrievalSettings weighted(double dense) {
    return new RetrievalSettings(Mode.HYBRID, 10, 100, dense, 3, true);
  }

  private static Candidate candidate(String id, double keyword, double dense) {
    return new Candidate(0, new ChunkId(id), Optional.of(new Signal(keyword, 1)), Optional.of(new Signal(
        dense, 1)));
  }
}
