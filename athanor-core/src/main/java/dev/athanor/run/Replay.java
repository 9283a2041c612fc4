package dev.athanor.run;

import dev.athanor.json.Hash;
import java.util.Optional;

/**
 * What a replay has proven.
 *
 * @param outcome how the program came out; Diverged at the first difference
 * @param steps how many steps were compared with the record
 * @param lived how many steps were carried out: always 0, counted and not assumed
 * @param digest of all steps and the output
 * @param <O> the program's output
 */
public record Replay<O>(Outcome<O> outcome, int steps, int lived, Hash digest) {
  /** Whether the program did what is recorded, from the first step to the last. */
  public boolean identical() {
    return divergence().isEmpty();
  }

  /** Where it did not. */
  public Optional<Divergence> divergence() {
    return outcome instanceof Outcome.Diverged<O>(var divergence) ? Optional.of(divergence) : Optional
        .empty();
  }
}
