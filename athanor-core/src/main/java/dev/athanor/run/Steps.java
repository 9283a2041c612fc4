package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Content;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Memo;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a step is answered: from this run's own record; else, unless this is a replay, by what a fork gives or its parent
 * recorded, by another run's record, or by living it within the budget.
 */
final class Steps {
  private final Drive drive;
  private final Reuse reuse;

  Steps(Drive drive, Reuse reuse) {
    this.drive = drive;
    this.reuse = reuse;
  }

  /** A step that has been asked for, before it is known how it will be answered. */
  private record Asked(Path path, Step step, Recordable request, Account account, Branch branch) {}

  <Q, R> R answer(Path path, Operation<Q, R> operation, Q request, Account account, Branch branch) {
    Recordable recordable = Recordable.of(request, operation.request(), drive.redactor);
    Step step = new Step(operation.name(), operation.version(), operation.effect(), recordable.content());
    Asked asked = new Asked(path, step, recordable, account, branch);
    Past.Place place = drive.past.at(path);
    Entry.Completed recorded = place.completed;
    if (recorded != null) {
      return fromRecord(asked, place, recorded, operation.response());
    }
    if (drive.replaying()) {
      throw notRecorded(asked, place);
    }
    return beyondRecord(asked, place, operation, recordable.decoded(operation.request()));
  }

  private <R> R fromRecord(Asked asked, Past.Place place, Entry.Completed recorded, Codec<R> response) {
    check(asked.path, recorded.step(), asked.step, asked.request, place);
    drive.count(recorded);
    reuse.passed(recorded);
    if (recorded.origin() == Origin.LIVED) {
      asked.account.charge(recorded.spend(), recorded.lasted());
    }
    if (drive.replaying()) {
      recorded.chunks().ifPresent(chunks -> streamAgain(asked.path, chunks));
    }
    drive.listener.onStep(drive.header.id(), recorded);
    return drive.answer(recorded.result(), response);
  }

  private void streamAgain(Path path, Content chunks) {
    chunks.value(drive.contents::part).valueStream().filter(chunk -> chunk.isArray())
        .forEach(chunk -> drive.listener.onChunk(drive.header.id(), path, chunk.get(1)));
  }

  /** Holds what the program asks now against what it asked then. */
  void check(Path path, Step recorded, Step asked, Recordable request, Past.Place place) {
    boolean forked = reuse.inPrefix(path);
    if (!recorded.operation().equals(asked.operation())) {
      throw drive.diverge(Divergences.operation(path, recorded, asked));
    }
    if (recorded.address().equals(asked.address())) {
      return;
    }
    if (drive.replaying() || forked) {
      throw drive.diverge(Divergences.request(path, recorded, asked, request.merkle().join(), drive.contents,
          forked));
    }
    if (!place.drifted) {
      place.drifted = true;
      drive.listener.onWarning(drive.header.id(), "the request at " + path
          + " differs from the recorded one, whose answer is used: the code or a setting has changed");
      drive.write(script -> script.write(new Entry.Drifted(path, 0, recorded.address(), asked.address())));
    }
  }

  private Unwind notRecorded(Asked asked, Past.Place place) {
    Optional<Entry.Started> open = place.open();
    if (open.isPresent()) {
      return doubt(asked.path, open.get().step());
    }
    if (drive.past.end().isEmpty()) {
      return drive.recordEnds(asked.path);
    }
    return drive.diverge(Divergences.unexpected(asked.path, asked.step));
  }

  private Unwind doubt(Path path, Step step) {
    return drive.doubt(Path.ROOT, List.of(new Outcome.Doubt(drive.header.id(), path, step.operation(),
        step.request().value(drive.contents::part))));
  }

  private <Q, R> R beyondRecord(Asked asked, Past.Place place, Operation<Q, R> operation, Q request) {
    Optional<Entry.Started> open = place.open();
    if (open.isPresent() && operation.effect() == Effect.WRITE) {
      return settle(asked, open.get().attempt(), operation, request);
    }
    if (open.isEmpty()) {
      Optional<Entry.Completed> given = given(asked);
      if (given.isPresent()) {
        return record(asked, given.get(), operation.response());
      }
      Optional<R> remembered = remembered(asked, operation);
      if (remembered.isPresent()) {
        return remembered.get();
      }
    }
    Spend estimate = operation.estimate(request);
    Optional<Failure> refused = asked.account.reserve(estimate);
    if (refused.isPresent()) {
      return record(asked, refused(asked, refused.get()), operation.response());
    }
    int next = Math.max(place.attempts, open.map(Entry.Started::attempt).orElse(0)) + 1;
    return live(asked, next, operation, request, estimate);
  }

  /** An answer that costs nothing: a cancellation, a supplied result, the parent's record, a refusal. */
  private Optional<Entry.Completed> given(Asked asked) {
    if (drive.past.cancelled()) {
      return Optional.of(refused(asked, new Failure(Failure.CANCELLED, "the run was cancelled", false)));
    }
    Optional<Recordable> supplied = reuse.supplied(asked.path, drive.redactor);
    if (supplied.isPresent()) {
      reuse.changed(asked.step);
      return Optional.of(completed(asked, 0, new Result.Ok(supplied.get().content()), Origin.SUPPLIED));
    }
    Optional<Entry.Completed> parents = reuse.answer(asked.path, asked.step);
    if (parents.isPresent()) {
      Entry.Completed parent = parents.get();
      return Optional.of(new Entry.Completed(asked.path, 0, asked.step, parent.result(), Origin.RECORDED,
          after(), drive.now(),
          Duration.ZERO, Spend.NONE, parent.chunks()));
    }
    if (!drive.header.effects().allow(asked.step.operation(), asked.step.effect())) {
      reuse.changed(asked.step);
      return Optional.of(refused(asked, new Failure(Failure.REFUSED, "this run does not carry out "
          + asked.step.operation()
          + " (" + asked.step.effect()
          + "): it is a dry run or a fork; allow the operation by name or supply its result",
          false)));
    }
    return Optional.empty();
  }

  private Entry.Completed refused(Asked asked, Failure failure) {
    return completed(asked, 0, new Result.Failed(failure), Origin.REFUSED);
  }

  private Entry.Completed completed(Asked asked, int attempt, Result result, Origin origin) {
    return new Entry.Completed(asked.path, attempt, asked.step, result, origin, after(), drive.now(),
        Duration.ZERO, Spend.NONE,
        Optional.empty());
  }

  private long after() {
    return drive.script().map(Script::seen).orElse(0L);
  }

  /** Records an answer that was not lived here. */
  private <R> R record(Asked asked, Entry.Completed completed, Codec<R> response) {
    Optional<Recordable> supplied = completed.origin() == Origin.SUPPLIED
        ? reuse.supplied(asked.path, drive.redactor)
        : Optional.empty();
    write(asked, completed, supplied.map(List::of).orElse(List.of()), Map.of());
    return drive.answer(completed.result(), response);
  }

  private <R> Optional<R> remembered(Asked asked, Operation<?, R> operation) {
    Optional<Hash> key = Memos.key(drive.header, asked.path, asked.step);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Script script = drive.script().orElseThrow();
    Optional<Memo> memo = script.journal().memo(key.get())
        .filter(found -> Memos.fresh(found.completed(), operation, script.journal().now()));
    return memo.map(found -> {
      Recorded recorded = Recorded.load((Result.Ok) found.completed().result(), drive.contents);
      write(asked, new Entry.Completed(asked.path, 0, asked.step, found.completed().result(), Origin.MEMO,
          after(), drive.now(),
          Duration.ZERO, Spend.NONE, Optional.empty()), recorded.parts(), recorded.payloads(), Map.of());
      return operation.response().decode(recorded.value());
    });
  }

  private <Q, R> R live(Asked asked, int attempt, Operation<Q, R> operation, Q request, Spend estimate) {
    long after = after();
    Instant at = drive.now();
    if (asked.step.effect().writes()) {
      reuse.changed(asked.step);
      drive.write(script -> script.write(new Entry.Started(asked.path, attempt, asked.step, after, at),
          asked.request.parts(), asked.request.payloads(), Map.of()));
    }
    Call call = call(asked, attempt, operation);
    Call.Result<R> result = inBranch(asked, () -> call.live(operation, request));
    if (result instanceof Call.Result.Failed<R>(var failure) && failure.retryable()
        && attempt < operation.retry().attempts()) {
      return again(asked, attempt, operation, request, estimate, failure, call);
    }
    return switch (result) {
      case Call.Result.Responded<R>(var response) -> commit(asked, attempt, operation, response, estimate,
          call, at, after);
      case Call.Result.Failed<R>(var failure) -> throw fail(asked, attempt, failure, estimate, call, at,
          after);
      case Call.Result.Unknown<R> _ -> settle(asked, attempt, operation, request);
    };
  }

  private StepFailed fail(Asked asked, int attempt, Failure failure, Spend estimate, Call call, Instant at,
      long after) {
    asked.account.settle(estimate, call.spent());
    write(asked, new Entry.Completed(asked.path, attempt, asked.step, new Result.Failed(redacted(failure)),
        Origin.LIVED, after,
        at, call.lasted(), call.spent(), Optional.empty()), List.of(), Map.of());
    return new StepFailed(redacted(failure));
  }

  private Call call(Asked asked, int attempt, Operation<?, ?> operation) {
    Optional<Duration> limit = operation.timeout();
    Optional<Duration> left = asked.account.timeLeft();
    if (left.isPresent() && (limit.isEmpty() || left.get().compareTo(limit.get()) < 0)) {
      limit = left;
    }
    return new Call(drive.header.id(), asked.path, attempt, limit, drive.script().orElseThrow().journal(),
        drive.listener,
        drive.redactor);
  }

  /** A call without lasting effect may be cut off when its branch is not needed any more. */
  private static <R> Call.Result<R> inBranch(Asked asked, java.util.function.Supplier<Call.Result<R>> call) {
    if (asked.step.effect().writes()) {
      return call.get();
    }
    asked.branch.enterCall();
    Call.Result<R> result;
    try {
      result = call.get();
    } finally {
      asked.branch.leaveCall();
    }
    asked.branch.check();
    return result;
  }

  private <Q, R> R again(Asked asked, int attempt, Operation<Q, R> operation, Q request, Spend estimate,
      Failure failure, Call call) {
    asked.account.settle(estimate, call.spent());
    drive.write(script -> script.write(new Entry.Attempted(asked.path, attempt, redacted(failure), drive
        .now(), call.lasted())));
    drive.listener.onReset(drive.header.id(), asked.path);
    Duration pause = operation.retry().pause(attempt, ThreadLocalRandom.current());
    asked.branch.enterCall();
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      asked.branch.check();
      Thread.currentThread().interrupt();
    } finally {
      asked.branch.leaveCall();
    }
    asked.branch.check();
    Optional<Failure> refused = asked.account.reserve(estimate);
    if (refused.isPresent()) {
      return record(asked, refused(asked, refused.get()), operation.response());
    }
    return live(asked, attempt + 1, operation, request, estimate);
  }

  private <Q, R> R commit(Asked asked, int attempt, Operation<Q, R> operation, R response, Spend estimate,
      Call call,
      Instant at, long after) {
    Recordable value;
    try {
      value = Recordable.of(response, operation.response(), drive.redactor);
    } catch (RuntimeException e) {
      Failure unreadable = new Failure("response-codec", "the response can't be recorded: " + e.getMessage(),
          false);
      throw fail(asked, attempt, unreadable, estimate, call, at, after);
    }
    Optional<Recordable> chunks = call.streamed().map(all -> Recordable.of(all, Codec.JSON, Redactor.NONE));
    Map<Hash, Path> memos = new LinkedHashMap<>();
    Memos.key(drive.header, asked.path, asked.step).ifPresent(key -> memos.put(key, asked.path));
    List<Recordable> values = new ArrayList<>(List.of(value));
    chunks.ifPresent(values::add);
    asked.account.settle(estimate, call.spent());
    write(asked, new Entry.Completed(asked.path, attempt, asked.step, new Result.Ok(value.content()),
        Origin.LIVED, after, at,
        call.lasted(), call.spent(), chunks.map(Recordable::content)), values, memos);
    return value.decoded(operation.response());
  }

  /** A write that may have happened: its trace is looked for, and if there is none, a person is asked. */
  private <Q, R> R settle(Asked asked, int attempt, Operation<Q, R> operation, Q request) {
    Instant at = drive.now();
    long after = after();
    Call call = call(asked, attempt, operation);
    Optional<R> found = call.reconcile(operation, request);
    if (found.isPresent()) {
      return commit(asked, attempt, operation, found.get(), Spend.NONE, call, at, after);
    }
    throw doubt(asked.path, asked.step);
  }

  private Failure redacted(Failure failure) {
    var clean = drive.redactor.redact(Codec.TEXT.encode(failure.message()));
    return new Failure(failure.code(), clean.asString(), failure.retryable());
  }

  private void write(Asked asked, Entry.Completed completed, List<Recordable> values, Map<Hash, Path> memos) {
    List<Merkle.Part> parts = new ArrayList<>();
    List<Hash> payloads = new ArrayList<>();
    for (Recordable value : values) {
      parts.addAll(value.parts());
      payloads.addAll(value.payloads());
    }
    write(asked, completed, parts, payloads, memos);
  }

  private void write(Asked asked, Entry.Completed completed, List<Merkle.Part> parts, List<Hash> payloads,
      Map<Hash, Path> memos) {
    List<Merkle.Part> all = new ArrayList<>(asked.request.parts());
    all.addAll(parts);
    List<Hash> files = new ArrayList<>(asked.request.payloads());
    files.addAll(payloads);
    drive.write(script -> script.write(completed, all, files, memos));
    drive.count(completed);
    drive.listener.onStep(drive.header.id(), completed);
  }

  /** An exception of Athanor's own that a program must not take for the failure of a step. */
  static AthanorException nested(Path path) {
    return AthanorException.user("nested-step", "an operation that is being lived at " + path
        + " asked the run for a step; return what is needed from the operation and take the step in the program");
  }
}
