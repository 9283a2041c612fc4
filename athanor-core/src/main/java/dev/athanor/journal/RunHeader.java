package dev.athanor.journal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run started with. It never changes, so that a resumed run sees the world it began in.
 *
 * @param id the run
 * @param program the name of its program
 * @param input what the program was given
 * @param manifest the contents that the run is pinned to: settings, prompts, index snapshot, code version
 * @param derivation where it comes from
 * @param effects which effects it may live
 * @param budget what it may spend
 * @param memo whether other runs' records may answer its steps
 * @param draw tells draws of SAMPLED steps apart: a case, a repeat
 * @param seed of its random numbers
 * @param created by the store's clock
 */
public record RunHeader(RunId id, String program, Content input, Content manifest, Derivation derivation,
    Effects effects, Budget budget, boolean memo, Optional<String> draw, long seed, Instant created) {
  /** Checks that nothing is missing. */
  public RunHeader {
    Objects.requireNonNull(id);
    Objects.requireNonNull(program);
    Objects.requireNonNull(input);
    Objects.requireNonNull(manifest);
    Objects.requireNonNull(derivation);
  }
}
