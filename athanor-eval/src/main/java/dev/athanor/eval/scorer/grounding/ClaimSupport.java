package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Overlap;
import dev.athanor.eval.scorer.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far evidence bears a claim out.
 *
 * @param claim a sentence
 * @param covered the part of its content words that the evidence has anywhere
 * @param best the part of them, by rarity, that one sentence of the evidence has
 * @param newPairs the part of its pairs of words that the evidence has nowhere
 * @param newTriples the part of its triples
 * @param absent numbers, times and names that the evidence has nowhere
 * @param absentNames how many of them are names
 * @param negated whether it denies what the nearest sentence does not, or the other way round
 * @param words how many content words it has
 */
record ClaimSupport(String claim, double covered, double best, double newPairs, double newTriples,
    List<String> absent,
    int absentNames, boolean negated, int words) {
  static ClaimSupport of(String claim, Ground ground) {
    List<String> content = Wording.content(claim);
    List<String> stems = Wording.stems(claim);
    Map.Entry<Ground.Part, Double> best = ground.best(new HashSet<>(content));
    List<String> absent = new ArrayList<>();
    Wording.numbers(Times.without(claim), false).stream().filter(each -> !ground.numbers.contains(each))
        .forEach(absent::add);
    if (Times.absent(claim, ground.times) > 0) {
      absent.addAll(Times.in(claim).stream().filter(each -> !ground.times.contains(each))
          .map(each -> each / 60 + ":" + String.format(java.util.Locale.ROOT, "%02d", each % 60)).toList());
    }
    List<String> names = Wording.names(claim).stream().filter(each -> !named(each, ground)).toList();
    absent.addAll(names);
    double covered = content.isEmpty() ? 1
        : (double) content.stream().filter(ground.stems::contains).count() / content.size();
    return new ClaimSupport(claim, covered, best.getValue(), fresh(stems, 2, ground.pairs),
        fresh(stems, 3, ground.triples),
        absent, names.size(), Wording.negated(claim) != Wording.negated(best.getKey().text()),
        content.size());
  }

  private static boolean named(String name, Ground ground) {
    return ground.squeezed.contains(" " + name + " ")
        || Words.of(name).stream()
            .allMatch(word -> Wording.stems(word).stream().allMatch(ground.stems::contains));
  }

  private static double fresh(List<String> stems, int n, Set<List<String>> known) {
    int all = stems.size() - n + 1;
    int fresh = 0;
    for (int i = 0; i < all; i++) {
      fresh += known.contains(stems.subList(i, i + n)) ? 0 : 1;
    }
    return all <= 0 ? 0 : (double) fresh / all;
  }

  /** What speaks against it at a threshold; empty if nothing does. */
  List<String> doubts(double least) {
    List<String> doubts = new ArrayList<>();
    if (!absent.isEmpty()) {
      doubts.add("not in the evidence: " + String.join(", ", absent));
    }
    if (covered < least) {
      doubts.add("only " + Math.round(100 * covered) + "% of its words are in the evidence");
    }
    return doubts;
  }

  /** ROUGE-L precision of a whole answer against the evidence. */
  static double sequencePrecision(String answer, Ground ground) {
    return Overlap.ofSequence(Wording.stems(answer), ground.sequence).precision();
  }
}
