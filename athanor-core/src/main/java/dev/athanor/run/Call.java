package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Path;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at living a step: calls the operation, within its time, and keeps what it streams, spends and stores.
 * The operation may use it from several threads; one lock guards it.
 */
final class Call implements Attempt {
  /** Bound while an operation is being lived, so that a nested step is noticed. */
  static final ScopedValue<Path> LIVING = ScopedValue.newInstance();

  private final RunId run;
  private final Path path;
  private final int number;
  private final Optional<Duration> limit;
  private final Journal journal;
  private final RunListener listener;
  private final Redactor redactor;
  private final Consumer<JsonNode> watcher;
  private final long began = System.nanoTime();
  private final List<JsonNode> chunks = new ArrayList<>();
  private Spend spent = Spend.NONE;
  private boolean stopped;
  private boolean over;

  Call(RunId run, Path path, int number, Optional<Duration> limit, Journal journal, RunListener listener,
      Redactor redactor, Consumer<JsonNode> watcher) {
    this.run = run;
    this.path = path;
    this.number = number;
    this.limit = limit;
    this.journal = journal;
    this.listener = listener;
    this.redactor = redactor;
    this.watcher = watcher;
  }

  /** How an attempt came out. */
  sealed interface Result<R> {
    /** With a response. */
    record Responded<R>(R response) implements Result<R> {}

    /**
     * With a failure that says the thing did not happen, or that it does not matter whether it did.
     *
     * @param after how long the other side asks to wait before another try
     */
    record Failed<R>(Failure failure, Optional<Duration> after) implements Result<R> {}

    /** With an exception that leaves open whether a write happened. */
    record Unknown<R>(Failure failure) implements Result<R> {}
  }

  /** Lives the operation. */
  <Q, R> Result<R> live(Operation<Q, R> operation, Q request) {
    try {
      return result(operation, request);
    } finally {
      end();
    }
  }

  /** From here on nobody listens: an operation that took too long may not know yet. */
  private synchronized void end() {
    over = true;
  }

  private <Q, R> Result<R> result(Operation<Q, R> operation, Q request) {
    try {
      return new Result.Responded<>(limit.isPresent()
          ? within(limit.get(), () -> bound(operation, request))
          : bound(operation, request));
    } catch (StepFailed e) {
      return new Result.Failed<>(e.failure(), e.retryAfter());
    } catch (InterruptedException e) {
      return unknownOrFailed(operation, new Failure("interrupted", "the call was interrupted", true));
    } catch (TimeoutException e) {
      return unknownOrFailed(operation, new Failure(Failure.DEADLINE, "no answer within "
          + limit.orElse(Duration.ZERO), true));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return unknownOrFailed(operation, failure(e));
    }
  }

  private static <R> Result<R> unknownOrFailed(Operation<?, R> operation, Failure failure) {
    return operation.effect() == Effect.WRITE ? new Result.Unknown<>(failure)
        : new Result.Failed<>(failure, Optional.empty());
  }

  static Failure failure(Throwable thrown) {
    if (thrown instanceof AthanorException known) {
      return new Failure(known.code(), String.valueOf(known.getMessage()), known.retryable());
    }
    String message = thrown.getMessage() == null ? "no message" : thrown.getMessage();
    return new Failure("exception", thrown.getClass().getName() + ": " + message, false);
  }

  private <Q, R> R bound(Operation<Q, R> operation, Q request) throws Exception {
    return ScopedValue.where(LIVING, path).call(() -> operation.live(request, this));
  }

  /** On a thread of its own, so that an operation which ignores interrupts can't hold the run. */
  private static <R> R within(Duration limit, java.util.concurrent.Callable<R> call) throws Exception {
    FutureTask<R> task = new FutureTask<>(call);
    Thread.ofVirtual().name("athanor-call").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } finally {
      task.cancel(true);
    }
  }

  /** Looks on the other side for a write that may have happened. */
  <Q, R> Optional<R> reconcile(Operation<Q, R> operation, Q request) {
    try {
      return ScopedValue.where(LIVING, path).call(() -> operation.reconcile(request, this));
    } catch (Exception e) {
      listener.onWarning(run, "the reconciler of " + operation.name() + " at " + path + " failed: " + failure(
          e));
      return Optional.empty();
    }
  }

  @Override
  public RunId run() {
    return run;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String key() {
    return Hash.of(run + "\n" + path).hex();
  }

  @Override
  public Optional<Instant> deadline() {
    return limit.map(time -> Instant.now().plus(time).minusNanos(System.nanoTime() - began));
  }

  @Override
  public synchronized boolean emit(JsonNode chunk) {
    if (over) {
      return false;
    }
    JsonNode clean = redactor.redact(chunk);
    chunks.add(Json.MAPPER.createArrayNode().add((System.nanoTime() - began) / 1000).add(clean));
    stopped |= !listener.onChunk(run, path, clean);
    watcher.accept(clean);
    return !stopped;
  }

  @Override
  public synchronized void spend(Spend soFar) {
    if (!over) {
      spent = soFar;
    }
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    return journal.store(content, mediaType);
  }

  @Override
  public InputStream open(Payload payload) {
    return journal.open(payload);
  }

  /** What was streamed, if anything: chunks with their times, and whether the watcher stopped it. */
  synchronized Optional<JsonNode> streamed() {
    if (chunks.isEmpty()) {
      return Optional.empty();
    }
    var all = Json.MAPPER.createArrayNode().addAll(chunks);
    return Optional.of(stopped ? all.add("stopped") : all);
  }

  synchronized Spend spent() {
    return spent;
  }

  Duration lasted() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
