package dev.athanor.simulator;

import dev.athanor.simulator.answer.Problem;
import java.util.Optional;

/** Who is let in. */
final class Gate {
  private Gate() {}

  static Optional<Problem> problem(Incoming incoming, SimulatorSettings settings) {
    if (settings.keys().isEmpty() || incoming.key().filter(settings.keys()::contains).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Problem.of(Problem.Kind.KEY, incoming.key().isPresent()
        ? "Incorrect API key provided."
        : "You didn't provide an API key."));
  }
}
