package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a step is answered: from this run's own record; else, unless this is a replay, by what a fork gives or its parent
 * recorded, by another run's record, or by living it within the budget.
 */
final class Steps {
  private final Drive drive;
  private final Reuse reuse;
  private final Living living;

  Steps(Drive drive, Reuse reuse) {
    this.drive = drive;
    this.reuse = reuse;
    this.living = new Living(drive, reuse);
  }

  /** An answer that nobody lived, with the values to be stored beside it. */
  private record Given(Entry.Completed completed, List<Recordable> values) {}

  <Q, R> R answer(Path path, Operation<Q, R> operation, Q request, Asked.By by) {
    Recordable recordable = Recordable.of(request, operation.request(), drive.redactor);
    Step step = new Step(operation.name(), operation.version(), operation.effect(), recordable.content());
    Asked asked = new Asked(path, step, recordable, by);
    Past.Place place = drive.past.at(path);
    Entry.Completed recorded = place.completed;
    if (recorded != null) {
      return fromRecord(asked, place, recorded, operation.response());
    }
    if (drive.replaying()) {
      throw notRecorded(asked, place);
    }
    return beyondRecord(asked, place, operation);
  }

  private <R> R fromRecord(Asked asked, Past.Place place, Entry.Completed recorded, Codec<R> response) {
    check(asked.path(), recorded.step(), asked.step(), asked.request(), place);
    drive.count(recorded);
    reuse.passed(recorded);
    streamAgain(asked, recorded);
    return drive.answer(recorded.result(), response);
  }

  /** The program is told of the pieces of every answer; whoever watches from outside only of a replay's. */
  private void streamAgain(Asked asked, Entry.Completed recorded) {
    if (recorded.chunks().isEmpty()) {
      return;
    }
    for (JsonNode chunk : drive.value(recorded.chunks().get())) {
      if (chunk.isArray()) {
        if (drive.replaying()) {
          drive.listener.onChunk(drive.header.id(), asked.path(), chunk.get(1));
        }
        asked.by().watcher().accept(chunk.get(1));
      }
    }
  }

  /** Holds what the program asks now against what it asked then. */
  void check(Path path, Step recorded, Step asked, Recordable request, Past.Place place) {
    if (!recorded.operation().equals(asked.operation())) {
      throw drive.diverge(Divergences.operation(path, recorded, asked));
    }
    if (recorded.address().equals(asked.address())) {
      return;
    }
    boolean forked = reuse.inPrefix(path);
    if (drive.replaying() || forked) {
      throw drive.diverge(
          Divergences.request(path, recorded, asked, drive.value(recorded.request()), request.merkle().join(),
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
    Entry.Started begun = place.started;
    if (begun != null) {
      // The record may end between two attempts.
      check(asked.path(), begun.step(), asked.step(), asked.request(), place);
      drive.past.reach(asked.path());
    }
    Optional<Entry.Started> open = place.open();
    return open.isPresent()
        ? drive.doubt(asked.path(), open.get().step())
        : drive.unrecorded(Divergences.unexpected(asked.path(), asked.step()));
  }

  private <Q, R> R beyondRecord(Asked asked, Past.Place place, Operation<Q, R> operation) {
    Optional<Entry.Started> open = place.open();
    if (open.isPresent()) {
      return goOn(asked, place, open.get(), operation);
    }
    Optional<Given> given = given(asked, operation);
    if (given.isPresent()) {
      asked.commit(drive, given.get().completed(), given.get().values(), Map.of());
      streamAgain(asked, given.get().completed());
      return drive.answer(given.get().completed().result(), operation.response());
    }
    Optional<String> unstored = drive.unstored(asked.request());
    if (unstored.isPresent()) {
      return unusable(asked, operation, unstored.get());
    }
    Q request;
    Spend estimate;
    try {
      request = asked.request().decoded(operation.request());
      estimate = operation.estimate(request);
    } catch (RuntimeException e) {
      return unusable(asked, operation, "it can't be read back or estimated: " + e.getMessage());
    }
    Optional<Failure> refused = asked.account().reserve(estimate);
    if (refused.isPresent()) {
      return asked.refused(drive, refused.get(), operation.response());
    }
    return living.live(asked, place.failed + 1, operation, request, estimate);
  }

  /** The record of this refusal names no file of the request: one of them may not be there. */
  private <R> R unusable(Asked asked, Operation<?, R> operation, String why) {
    Failure failure =
        new Failure("request-unusable", "the request of " + operation.name() + " can't be used: " + why,
            false);
    drive.commit(asked.unlived(drive, new Result.Failed(failure), Origin.REFUSED), asked.request().parts(),
        List.of(),
        Map.of());
    throw new StepFailed(failure);
  }

  /**
   * A write was begun, and nobody knows how it ended. It is that very write which is tried again or looked for, whatever
   * the program would ask today; and what may have happened is neither refused nor cancelled any more.
   */
  private <Q, R> R goOn(Asked asked, Past.Place place, Entry.Started open, Operation<Q, R> operation) {
    check(asked.path(), open.step(), asked.step(), asked.request(), place);
    Recordable recorded = drive.again(open.step().request());
    Asked begun = new Asked(asked.path(), open.step(), recorded, asked.by());
    Q request = recorded.decoded(operation.request());
    if (open.step().effect() == Effect.WRITE) {
      return living.settle(begun, open.attempt(), operation, request);
    }
    Spend estimate = operation.estimate(request);
    asked.account().charge(0, estimate, Duration.ZERO); // as a step it counts since it was begun
    return living.live(begun, open.attempt() + 1, operation, request, estimate);
  }

  /** An answer that costs nothing: a cancellation, a supplied result, the parent's record, a refusal, a memo. */
  private Optional<Given> given(Asked asked, Operation<?, ?> operation) {
    if (drive.past.cancelled()) {
      return Optional.of(refused(asked, Failure.CANCELLED, "the run was cancelled"));
    }
    Optional<Recordable> supplied = reuse.supplied(asked.path(), drive.redactor);
    if (supplied.isPresent()) {
      reuse.changed(asked.step());
      return Optional.of(given(asked, supplied.get(), Origin.SUPPLIED));
    }
    Optional<Entry.Completed> parents = reuse.answer(asked.path(), asked.step());
    if (parents.isPresent()) {
      Entry.Completed parent = parents.get();
      return Optional.of(new Given(asked.taken(drive, parent), List.of()));
    }
    if (reuse.inDoubt(asked.path(), asked.step())) {
      reuse.changed(asked.step());
      return Optional.of(refused(asked, Failure.REFUSED, asked.step().operation()
          + " may have happened in the run that this one was forked from, where it is in doubt: settle it there, or"
          + " supply its result"));
    }
    if (!drive.header.effects().allow(asked.step().operation(), asked.step().effect())) {
      reuse.changed(asked.step());
      return Optional.of(refused(asked, Failure.REFUSED, "this run does not carry out " + asked.step()
          .operation() + " ("
          + asked.step().effect()
          + "): it is a dry run or a fork; allow the operation by name or supply its result"));
    }
    return remembered(asked, operation);
  }

  private Given refused(Asked asked, String code, String message) {
    return new Given(asked.unlived(drive, new Result.Failed(new Failure(code, message, false)),
        Origin.REFUSED), List.of());
  }

  private Given given(Asked asked, Recordable value, Origin origin) {
    return new Given(asked.unlived(drive, new Result.Ok(value.content()), origin), List.of(value));
  }

  private Optional<Given> remembered(Asked asked, Operation<?, ?> operation) {
    Journal journal = drive.script().orElseThrow().journal();
    return Memos.keys(drive.header, asked.path(), asked.step(), operation, journal.now()).stream()
        .flatMap(key -> journal.memo(key).stream())
        .filter(memo -> Memos.fresh(memo.completed(), operation, journal.now()))
        .map(memo -> remembered(asked, memo.completed())).findFirst();
  }

  /** What it cost and how long it took where it was lived is told again; it is not spent again. */
  private Given remembered(Asked asked, Entry.Completed lived) {
    Recordable value = drive.again(((Result.Ok) lived.result()).value());
    return new Given(new Entry.Completed(asked.path(), 0, asked.step(), new Result.Ok(value.content()),
        Origin.MEMO, drive.after(), drive.now(), lived.lasted(), lived.spend(), Optional.empty()),
        List.of(value));
  }

  /** An exception of Athanor's own that a program must not take for the failure of a step. */
  static AthanorException nested(Path path) {
    return AthanorException.user("nested-step", "an operation that is being lived at " + path
        + " asked the run for a step; return what is needed from the operation and take the step in the program");
  }
}
