package dev.athanor.models.provider;

import dev.athanor.model.Model;
import dev.athanor.model.ModelAttempt;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Tokens;
import dev.athanor.run.Attempt;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets no more questions through to a provider than it is to be asked; the others wait in order. Safe for use by many threads. */
final class Gate {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Optional<Semaphore> concurrent;
  private final Window window;

  Gate(Limits limits) {
    this(limits, new Window(limits, WINDOW));
  }

  Gate(Limits limits, Window window) {
    this.concurrent = limits.concurrent().map(most -> new Semaphore(most, true));
    this.window = window;
  }

  /** The model behind this gate. */
  Model before(Model model) {
    return (request, attempt) -> through(model, request, attempt);
  }

  private ModelResponse through(Model model, ModelRequest request, ModelAttempt attempt) throws Exception {
    enter(request, attempt);
    try {
      Window.Place place = window.enter(estimate(request), left(attempt), request.model());
      ModelResponse response = model.ask(request, attempt);
      if (response.usage().input().isPresent()) {
        place.took(response.usage().total());
      }
      return response;
    } finally {
      concurrent.ifPresent(Semaphore::release);
    }
  }

  private void enter(ModelRequest request, Attempt attempt) throws InterruptedException {
    if (concurrent.isPresent()
        && !concurrent.get().tryAcquire(left(attempt).toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StepFailed(ModelFailures.RATE, request.model()
          + " was not asked: as many questions as its limit allows were under way until the deadline; raise the limit, or ask less "
          + "at once", true);
    }
  }

  /** Till the attempt is over; it ends by itself, so this need not be exact. */
  private static Duration left(Attempt attempt) {
    return attempt.deadline().map(deadline -> Duration.between(java.time.Instant.now(), deadline))
        .orElse(Duration.ofDays(1));
  }

  private static long estimate(ModelRequest request) {
    return request.settings().maxOutputTokens().orElse(0) + (long) Tokens.of(request);
  }
}
