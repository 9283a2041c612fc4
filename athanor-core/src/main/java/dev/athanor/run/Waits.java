package dev.athanor.run;

import dev.athanor.journal.Append;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a wait is answered: from the record; by the parent's decision in a fork; by the deadline; by an answer that comes while
 * the thread is parked for a moment. Otherwise the program is left.
 */
final class Waits {
  private final Drive drive;
  private final Steps steps;
  private final Reuse reuse;
  private final Doorbell doorbell;
  private final Duration patience;

  Waits(Drive drive, Steps steps, Reuse reuse, Doorbell doorbell, Duration patience) {
    this.drive = drive;
    this.steps = steps;
    this.reuse = reuse;
    this.doorbell = doorbell;
    this.patience = patience;
  }

  <R> R answer(Path path, Signal<R> signal, Deadline deadline) {
    Recordable subject = Recordable.of(signal.subject(), Codec.JSON, drive.redactor);
    Step step = new Step("await:" + signal.name(), "1", Effect.READ, subject.content());
    Past.Place place = drive.past.at(path);
    Entry.Waiting waiting = place.waiting;
    if (waiting != null) {
      steps.check(path, waiting.step(), step, subject, place);
    } else if (drive.replaying()) {
      throw drive.unrecorded(Divergences.unexpected(path, step));
    } else {
      waiting = begin(path, step, subject, deadline);
    }
    drive.past.reach(path);
    Entry.Answered answered = place.answered;
    if (answered == null && !drive.replaying()) {
      answered = answered(place, waiting, step).orElse(null);
    }
    if (answered == null) {
      throw drive
          .suspend(new Outcome.Wait(drive.header.id(), path, signal.name(), subject.decoded(Codec.JSON),
              waiting.due()));
    }
    drive.count(path, waiting.step().address(), answered.result());
    return drive.answer(answered.result(), signal.answer());
  }

  private Entry.Waiting begin(Path path, Step step, Recordable subject, Deadline deadline) {
    Instant now = drive.now();
    Optional<Instant> due = switch (deadline) {
      case Deadline.None() -> Optional.empty();
      case Deadline.After(var duration) -> Optional.of(now.plus(duration));
    };
    Entry.Waiting waiting = new Entry.Waiting(path, step, now, due);
    drive.write(script -> script.write(waiting, subject.parts(), subject.payloads(), Map.of()));
    drive.past.at(path).waiting = waiting;
    return waiting;
  }

  private Optional<Entry.Answered> answered(Past.Place place, Entry.Waiting waiting, Step step) {
    Path path = waiting.path();
    if (drive.past.cancelled()) {
      settle(path, new Result.Failed(new Failure(Failure.CANCELLED, "the run was cancelled", false)), List
          .of(), List.of());
    } else {
      reuse.decision(path, step).ifPresent(parents -> take(path, parents));
    }
    long end = System.nanoTime() + patience.toNanos();
    while (place.answered == null && System.nanoTime() < end) {
      due(waiting);
      if (place.answered == null) {
        doorbell.await(waiting.due().map(due -> Duration.between(drive.now(), due))
            .filter(left -> left.compareTo(patience) < 0).orElse(patience));
        drive.write(Script::catchUp);
      }
    }
    due(waiting);
    return Optional.ofNullable(place.answered);
  }

  private void due(Entry.Waiting waiting) {
    if (drive.past.at(waiting.path()).answered == null
        && waiting.due().map(due -> !due.isAfter(drive.now())).orElse(false)) {
      settle(waiting.path(), new Result.Failed(new Failure(Failure.DEADLINE, "nobody answered until "
          + waiting.due().get(),
          false)), List.of(), List.of());
    }
  }

  private void take(Path path, Entry.Answered parents) {
    switch (parents.result()) {
      case Result.Ok ok -> {
        Recordable value = drive.again(ok.value());
        settle(path, ok, value.parts(), List.copyOf(value.payloads()));
      }
      case Result.Failed(var failure) when failure.code().equals(Failure.DEADLINE) ->
          settle(path, parents.result(), List.of(), List.of());
      case Result.Failed _ -> {
        // a cancellation of the parent is none of the fork
      }
    }
  }

  /** Answers the wait ourselves; if somebody else was faster, theirs stands. */
  private void settle(Path path, Result result, List<dev.athanor.json.Merkle.Part> parts,
      List<dev.athanor.json.Hash> payloads) {
    drive.write(script -> {
      script.journal().answer(drive.header.id(), new Entry.Answered(path, result, drive.now()),
          new Append(List.of(), parts, payloads, Map.of()));
      script.catchUp();
    });
  }
}
