package dev.athanor.eval.experiment;

import dev.athanor.json.Codec;
import dev.athanor.run.Divergence.Difference;
import dev.athanor.trail.RunDiff;
import java.util.List;
import java.util.Optional;

/**
 * The first place where a replayed run did something else than the run that it replays.
 *
 * @param what it did, in words
 * @param differences the first few, as JSON Pointers with both values
 */
public record Parting(String what, List<Difference> differences) {
  /** As JSON. */
  public static final Codec<Parting> CODEC = Codec.of(Parting.class);
  private static final int MOST = 3;

  /** Copies. */
  public Parting {
    differences = List.copyOf(differences);
  }

  /** Where two runs part; empty if they did the same. */
  static Optional<Parting> of(RunDiff diff) {
    return diff.parts().map(Parting::of);
  }

  private static Parting of(RunDiff.Change change) {
    return switch (change) {
      case RunDiff.Started(var what, var differences) -> of("started with another " + what, differences);
      case RunDiff.Asked(var path, _, var differences) -> of(path + " asks something else", differences);
      case RunDiff.Answered(var path, _, var differences) ->
          of(path + " asks the same and is answered differently", differences);
      case RunDiff.OnlyIn(var path, var first, var operation) ->
          of(path + " (" + operation + ") is " + (first ? "not taken any more" : "a step more"), List.of());
      case RunDiff.Ended(var first, var second) ->
          of("it ends differently", List.of(new Difference("", first, second)));
    };
  }

  private static Parting of(String what, List<Difference> differences) {
    return new Parting(what, differences.stream().limit(MOST).toList());
  }
}
