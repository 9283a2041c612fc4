package dev.athanor.knowledge.retrieve;

import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.Signal;
import dev.athanor.knowledge.retrieve.Score.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes one order out of what words and meaning say. A pure function. */
final class Fusion {
  private Fusion() {}

  /** A candidate and its score. */
  record Fused(Candidate candidate, Score score) {}

  /** The candidates with their scores, the best first; equals in the order of their ids. */
  static List<Fused> fuse(List<Candidate> candidates, RetrievalSettings settings) {
    double denseWeight = switch (settings.mode()) {
      case KEYWORD -> 0;
      case DENSE -> 1;
      case HYBRID -> settings.denseWeight();
    };
    // 1 - 0.7 is 0.30000000000000004, which nobody wants to read in an explanation.
    double keywordWeight = Math.rint((1 - denseWeight) * 1e9) / 1e9;
    Scale keyword = Scale.over(candidates, Candidate::keyword);
    Scale dense = Scale.over(candidates, Candidate::dense);
    return candidates.stream()
        .map(each -> fused(each, part(each.keyword(), keyword, keywordWeight), part(each.dense(), dense,
            denseWeight)))
        .sorted(Comparator.comparingDouble((Fused each) -> -each.score().total())
            .thenComparing(each -> each.candidate().id()))
        .toList();
  }

  private static Fused fused(Candidate candidate, Optional<Part> keyword, Optional<Part> dense) {
    double total = keyword.map(Fusion::weighed).orElse(0.0) + dense.map(Fusion::weighed).orElse(0.0);
    return new Fused(candidate, new Score(total, keyword, dense));
  }

  private static double weighed(Part part) {
    return part.weight() * part.normalised();
  }

  private static Optional<Part> part(Optional<Signal> signal, Scale scale, double weight) {
    return signal.map(each -> new Part(each.score(), scale.normalise(each.score()), weight, each.rank()));
  }

  /** Maps the least score of the candidates to 0 and the greatest to 1. */
  private record Scale(double least, double greatest) {
    static Scale over(List<Candidate> candidates, Function<Candidate, Optional<Signal>> signal) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (Candidate each : candidates) {
        Optional<Signal> said = signal.apply(each);
        if (said.isPresent()) {
          least = Math.min(least, said.get().score());
          greatest = Math.max(greatest, said.get().score());
        }
      }
      return new Scale(least, greatest);
    }

    /** Candidates that are all alike are all the best by this measure, or all nothing if it is 0. */
    double normalise(double score) {
      if (greatest > least) {
        return (score - least) / (greatest - least);
      }
      return score > 0 ? 1 : 0;
    }
  }
}
