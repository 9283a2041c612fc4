package dev.athanor.run;

import java.time.Duration;
import java.util.Optional;

/** An operation whose tries may take only so long. */
final class Timed extends Delegating {
  private final Duration limit;

  Timed(Operation<String, String> operation, Duration limit) {
    super(operation);
    this.limit = limit;
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.of(limit);
  }
}
