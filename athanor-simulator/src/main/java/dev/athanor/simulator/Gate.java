package dev.athanor.simulator;

import dev.athanor.simulator.answer.Problem;
import java.util.Optional;

/** Lets in who has a key, as often as its limit says. Safe for use by many threads. */
final class Gate {
  private final SimulatorSettings settings;
  private final Optional<Rates> rates;

  Gate(SimulatorSettings settings) {
    this.settings = settings;
    this.rates = settings.limit().map(Rates::new);
  }

  /** Why a request is not let in. */
  Optional<Problem> problem(Incoming incoming) {
    Optional<String> key = incoming.key();
    if (!settings.keys().isEmpty() && key.filter(settings.keys()::contains).isEmpty()) {
      return Optional.of(Problem.of(Problem.Kind.KEY, key.isPresent() ? "Incorrect API key provided."
          : "You didn't provide an API key."));
    }
    return rates.flatMap(all -> all.take(key.orElse(""), settings.time().clock().instant()))
        .map(pause -> Problem.of(
            Problem.Kind.RATE, "Rate limit reached: try again in " + pause.toMillis() + " ms.")
            .retryAfter(pause));
  }
}
