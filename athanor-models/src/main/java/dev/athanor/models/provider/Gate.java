package dev.athanor.models.provider;

import dev.athanor.model.Model;
import dev.athanor.model.ModelAttempt;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Tokens;
import dev.athanor.models.embedding.Embedded;
import dev.athanor.models.embedding.EmbeddingModel;
import dev.athanor.models.embedding.EmbeddingRequest;
import dev.athanor.run.Attempt;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets no more questions through to a provider than it is to be asked; the others wait in order. Safe for use by many threads. */
final class Gate {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  /** Embedding has no deadline of its own: longer than any window is a fault. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

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

  /** The model behind this gate. */
  EmbeddingModel before(EmbeddingModel model) {
    return request -> through(model, request);
  }

  private Embedded through(EmbeddingModel model, EmbeddingRequest request) throws InterruptedException {
    enter(request.model(), LONGEST_WAIT);
    try {
      long estimate = request.texts().stream().mapToLong(Tokens::of).sum();
      Window.Place place = window.enter(estimate, LONGEST_WAIT, request.model());
      Embedded embedded = model.embed(request);
      embedded.usage().input().ifPresent(place::took);
      return embedded;
    } finally {
      concurrent.ifPresent(Semaphore::release);
    }
  }

  private ModelResponse through(Model model, ModelRequest request, ModelAttempt attempt) throws Exception {
    enter(request.model(), left(attempt));
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

  private void enter(ModelName model, Duration left) throws InterruptedException {
    if (concurrent.isPresent() && !concurrent.get().tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StepFailed(ModelFailures.RATE, model
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
