package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How a step is lived: written ahead if it writes, tried as often as its operation allows, its outcome committed before the
 * program gets it. A write of which nobody knows whether it happened is reconciled or left in doubt.
 */
final class Living {
  private final Drive drive;
  private final Reuse reuse;

  Living(Drive drive, Reuse reuse) {
    this.drive = drive;
    this.reuse = reuse;
  }

  /**
   * One try.
   *
   * @param estimate what was reserved for it
   * @param at when it began
   * @param after what was committed when it began
   */
  private record Try(Asked asked, int number, Spend estimate, Call call, Instant at, long after) {
    Entry.Completed completed(Result result, Optional<Recordable> chunks) {
      return new Entry.Completed(asked.path(), number, asked.step(), result, Origin.LIVED, after, at, call
          .lasted(), call.spent(),
          chunks.map(Recordable::content));
    }

    void settle() {
      asked.account().settle(estimate, call.spent());
    }
  }

  <Q, R> R live(Asked asked, int attempt, Operation<Q, R> operation, Q request, Spend estimate) {
    Try one = begin(asked, attempt, operation, estimate);
    if (asked.step().effect().writes()) {
      reuse.changed(asked.step());
      drive.write(script -> script.write(new Entry.Started(asked.path(), attempt, asked.step(), one.after,
          one.at),
          asked.request().parts(), asked.request().payloads(), Map.of()));
    }
    drive.living();
    Call.Result<R> result = inBranch(one, () -> one.call.live(operation, request));
    return switch (result) {
      case Call.Result.Responded<R>(var response) -> commit(one, operation, response);
      case Call.Result.Failed<R>(var failure, var after) -> {
        if (failure.retryable() && operation.retry().allows(attempt, after)) {
          Duration pause = operation.retry().pause(attempt, after, ThreadLocalRandom.current());
          yield again(one, operation, request, failure, pause);
        }
        throw fail(one, failure);
      }
      case Call.Result.Unknown<R> _ -> {
        one.settle();
        yield settle(asked, attempt, operation, request);
      }
    };
  }

  /** A write that may have happened: its trace is looked for, and if there is none, a person is asked. */
  <Q, R> R settle(Asked asked, int attempt, Operation<Q, R> operation, Q request) {
    Try found = begin(asked, attempt, operation, Spend.NONE);
    Optional<R> response = found.call.reconcile(operation, request);
    if (response.isPresent()) {
      return commit(found, operation, response.get());
    }
    throw drive.doubt(asked.path(), asked.step());
  }

  private Try begin(Asked asked, int number, Operation<?, ?> operation, Spend estimate) {
    Optional<Duration> limit = operation.timeout();
    Optional<Duration> left = asked.account().timeLeft();
    if (left.isPresent() && (limit.isEmpty() || left.get().compareTo(limit.get()) < 0)) {
      limit = left;
    }
    Call call = new Call(drive.header.id(), asked.path(), number, limit, drive.script().orElseThrow()
        .journal(), drive.listener,
        drive.redactor, asked.by().watcher());
    return new Try(asked, number, estimate, call, drive.now(), drive.after());
  }

  /** A call without lasting effect may be cut off when its branch is not needed any more; it gives back what was reserved for it. */
  private static <R> Call.Result<R> inBranch(Try one, Supplier<Call.Result<R>> call) {
    if (one.asked.step().effect().writes()) {
      return call.get();
    }
    try {
      return interruptibly(one.asked.branch(), call);
    } catch (Unwind left) {
      one.settle();
      throw left;
    }
  }

  private static <R> Call.Result<R> interruptibly(Branch branch, Supplier<Call.Result<R>> call) {
    branch.enterCall();
    Call.Result<R> result;
    try {
      result = call.get();
    } finally {
      branch.leaveCall();
    }
    branch.checkStopped();
    return result;
  }

  private <Q, R> R again(Try failed, Operation<Q, R> operation, Q request, Failure failure, Duration pause) {
    Asked asked = failed.asked;
    failed.settle();
    drive.write(script -> script
        .write(new Entry.Attempted(asked.path(), failed.number, drive.redactor.redact(failure),
            drive.now(), failed.call.lasted(), failed.call.spent())));
    drive.listener.onReset(drive.header.id(), asked.path());
    pause(asked, pause);
    Optional<Failure> refused = asked.account().reserve(failed.estimate);
    if (refused.isPresent()) {
      return asked.refused(drive, refused.get(), operation.response());
    }
    return live(asked, failed.number + 1, operation, request, failed.estimate);
  }

  private static void pause(Asked asked, Duration pause) {
    asked.branch().enterCall();
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      asked.branch().check();
      Thread.currentThread().interrupt();
    } finally {
      asked.branch().leaveCall();
    }
    asked.branch().check();
  }

  private <R> R commit(Try one, Operation<?, R> operation, R response) {
    Recordable value;
    try {
      value = Recordable.of(response, operation.response(), drive.redactor);
    } catch (RuntimeException e) {
      throw fail(one, new Failure("response-codec", "the response can't be recorded: " + e.getMessage(),
          false));
    }
    Optional<String> unstored = drive.unstored(value);
    if (unstored.isPresent()) {
      throw fail(one,
          new Failure("response-codec", "the response can't be recorded: " + unstored.get(), false));
    }
    List<Recordable> values = new ArrayList<>(List.of(value));
    Optional<Recordable> chunks = one.call.streamed().map(all -> Recordable.of(all, Codec.JSON,
        Redactor.NONE));
    chunks.ifPresent(values::add);
    Map<Hash, Path> memos = new LinkedHashMap<>();
    Memos.keys(drive.header, one.asked.path(), one.asked.step(), operation, one.at).stream().limit(1)
        .forEach(key -> memos.put(key, one.asked.path()));
    one.settle();
    one.asked.commit(drive, one.completed(new Result.Ok(value.content()), chunks), values, memos);
    return value.decoded(operation.response());
  }

  private StepFailed fail(Try one, Failure failure) {
    Failure clean = drive.redactor.redact(failure);
    one.settle();
    one.asked.commit(drive, one.completed(new Result.Failed(clean), Optional.empty()), List.of(), Map.of());
    return new StepFailed(clean);
  }
}
