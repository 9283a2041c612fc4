package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a called run is answered: it is a run of its own, and one step of the run that calls it. */
final class Nested {
  private final Drive drive;
  private final Steps steps;
  private final Reuse reuse;
  private final Children children;

  Nested(Drive drive, Steps steps, Reuse reuse, Children children) {
    this.drive = drive;
    this.steps = steps;
    this.reuse = reuse;
    this.children = children;
  }

  /** Drives the runs that this one calls. */
  interface Children {
    /** Writes down that the child is to run, if that is not known yet. */
    void create(RunHeader child, Recordable input, Recordable manifest);

    /** Drives the child on this thread, within its caller's account. */
    <O> Outcome<O> drive(RunId child, Program<?, O> program, Account caller);

    /** Asks a child to stop, and the runs that it has called. False if there is none that could. */
    boolean cancel(RunId child);

    /** What a child that is over has done, and what went on as it was continued. */
    Sum sum(RunId child);
  }

  /**
   * A program to be called.
   *
   * @param manifest what the child is pinned to
   * @param version of the step: what it is pinned to belongs to what is asked, where it is not the caller's whole manifest
   * @param draw of the child
   * @param like the run whose record may answer the child's steps
   * @param redraws whether its SAMPLED steps are drawn again all the same
   */
  private record Calling<I, O>(Program<I, O> program, Recordable manifest, String version,
      Optional<String> draw, Optional<RunId> like, boolean redraws) {
    /** A child's effect is known once it is over; until then it may be any. */
    Step step(Effect effect, Recordable request) {
      return new Step(Sum.CALL + program.name(), version, effect, request.content());
    }
  }

  /** Calls a program that is pinned to what its caller is pinned to. A child samples by itself: two calls of one program are two draws. */
  <I, O> O answer(Path path, Program<I, O> program, I input, Account account, Branch branch) {
    Recordable manifest = Recordable.of(drive.manifest, Codec.JSON, Redactor.NONE);
    return answer(path, new Calling<>(program, manifest, "1", drawn(path), inLike(path), redraws()), input,
        account,
        branch);
  }

  /** Calls a program that is pinned to a part of the caller's manifest. */
  <I, O> O answer(Path path, Program<I, O> program, I input, CallOptions options, Account account,
      Branch branch) {
    Recordable manifest = Recordable.of(part(options.pins()), Codec.JSON, Redactor.NONE);
    Calling<I, O> calling = new Calling<>(program, manifest, "1 " + manifest.content().hash(),
        options.draw().map(this::drawnAgain).or(() -> drawn(path)), options.like().or(() -> inLike(path)),
        options.redraws() || redraws());
    return answer(path, calling, input, account, branch);
  }

  /** In a fork that draws again, a draw that the caller names is another one too, or a memo would answer as before. */
  private String drawnAgain(String draw) {
    return drive.header.derivation() instanceof Derivation.Forked forked && !forked.redraw().isEmpty()
        ? draw + "/" + drive.header.id() : draw;
  }

  /** What this run is like has called a run here as well: the child is like that one. */
  private Optional<RunId> inLike(Path path) {
    return drive.header.derivation() instanceof Derivation.Nested nested
        ? nested.like().map(like -> like.child(path)) : Optional.empty();
  }

  private boolean redraws() {
    return drive.header.derivation() instanceof Derivation.Nested nested && nested.redraws();
  }

  private Optional<String> drawn(Path path) {
    return drive.header.draw().map(draw -> draw + "/" + path);
  }

  private JsonNode part(String key) {
    JsonNode part = drive.manifest;
    for (String name : key.split("\\.", -1)) {
      part = part.path(name);
    }
    if (!part.isObject()) {
      throw AthanorException.user("not-pinned", "the run is not pinned to \"" + key
          + "\", which the run that it calls is to be pinned to; it is pinned to "
          + drive.manifest.propertyNames());
    }
    return part;
  }

  private <I, O> O answer(Path path, Calling<I, O> calling, I input, Account account, Branch branch) {
    Program<I, O> program = calling.program();
    Recordable request = Recordable.of(input, program.input(), drive.redactor);
    Asked asked =
        new Asked(path, calling.step(Effect.WRITE, request), request, Asked.By.of(account, branch));
    Past.Place place = drive.past.at(path);
    Entry.Completed recorded = place.completed;
    if (recorded != null) {
      steps.check(path, recorded.step(), asked.step(), request, place);
      drive.count(recorded);
      reuse.passed(recorded);
      return drive.answer(recorded.result(), program.output());
    }
    if (drive.replaying()) {
      throw drive.unrecorded(Divergences.unexpected(path, asked.step()));
    }
    return beyondRecord(asked, calling);
  }

  private <I, O> O beyondRecord(Asked asked, Calling<I, O> calling) {
    Program<I, O> program = calling.program();
    Optional<Recordable> supplied = reuse.supplied(asked.path(), drive.redactor);
    if (supplied.isPresent()) {
      reuse.changed(asked.step());
      return record(asked, asked.unlived(drive, new Result.Ok(supplied.get().content()), Origin.SUPPLIED),
          supplied, program.output());
    }
    // What this run is like was pinned to something else perhaps: then its calls don't answer, but the steps in them do.
    Optional<Entry.Completed> parents =
        inLike(asked.path()).isPresent() ? Optional.empty() : reuse.answer(asked.path(), asked.step());
    if (parents.isPresent()) {
      Step recorded = parents.get().step();
      Asked again = new Asked(asked.path(), recorded, asked.request(), asked.by());
      return record(again, again.taken(drive, parents.get()), Optional.empty(),
          program.output());
    }
    int depth = drive.header.derivation() instanceof Derivation.Nested nested ? nested.depth() + 1 : 1;
    Optional<Failure> refused = cancelled(asked.path()).or(() -> asked.account().allowsDepth(depth));
    if (refused.isPresent()) {
      return asked.refused(drive, refused.get(), program.output());
    }
    return live(asked, calling, depth);
  }

  /** A child that has begun is cancelled in its own record; one that has not is never begun. */
  private Optional<Failure> cancelled(Path path) {
    if (!drive.past.cancelled() || children.cancel(drive.header.id().child(path))) {
      return Optional.empty();
    }
    return Optional.of(new Failure(Failure.CANCELLED, "the run was cancelled", false));
  }

  private <I, O> O live(Asked asked, Calling<I, O> calling, int depth) {
    Program<I, O> program = calling.program();
    Instant at = drive.now();
    long began = System.nanoTime();
    long after = drive.after();
    RunHeader child = header(asked, calling, depth);
    drive.living();
    Outcome<O> outcome = drive(child, asked, calling);
    Optional<Recordable> output = outcome instanceof Outcome.Done<O>(var value)
        ? Optional.of(Recordable.of(value, program.output(), drive.redactor))
        : Optional.empty();
    Result result = switch (outcome) {
      case Outcome.Done<O> _ -> new Result.Ok(output.orElseThrow().content());
      case Outcome.Failed<O>(var failure) -> new Result.Failed(failure);
      case Outcome.Exhausted<O>(var failure) -> new Result.Failed(failure);
      case Outcome.Waiting<O>(var waits) -> throw drive.suspend(asked.path(), waits);
      case Outcome.InDoubt<O>(var doubts) -> throw drive.doubt(asked.path(), doubts);
      case Outcome.Diverged<O>(var divergence) -> throw drive.diverge(divergence);
    };
    Sum sum = children.sum(child.id());
    Duration lasted = Duration.ofNanos(System.nanoTime() - began);
    Step step = calling.step(sum.effect(), asked.request());
    return record(asked, new Entry.Completed(asked.path(), 1, step, result, Origin.LIVED, after, at, lasted,
        sum.spend(),
        Optional.empty()), output, program.output());
  }

  /** A child draws its own random numbers. */
  private RunHeader header(Asked asked, Calling<?, ?> calling, int depth) {
    RunHeader own = drive.header;
    Path path = asked.path();
    return new RunHeader(own.id().child(path), calling.program().name(), asked.request().content(),
        calling.manifest().content(),
        new Derivation.Nested(own.id(), path, depth, calling.like(), calling.redraws()),
        own.effects(), asked.account().remaining(), own.memo(), calling.draw(), seed(path, calling.like()),
        drive.now());
  }

  /** A child that is like another run draws the numbers that were drawn there. */
  private long seed(Path path, Optional<RunId> like) {
    return like.flatMap(drive.script().orElseThrow().journal()::find).map(record -> record.header().seed())
        .orElseGet(
            () -> ByteBuffer.wrap(Hash.of(drive.header.seed() + "\n" + path).bytes()).getLong() >>> 11);
  }

  /** Whoever cancels this run, or lets its branch lose a race, reaches the child too: it is looked for before and after. */
  private <O> Outcome<O> drive(RunHeader child, Asked asked, Calling<?, O> calling) {
    drive.called.add(child.id());
    try {
      asked.branch().enterRun(() -> drive.write(_ -> children.cancel(child.id())));
      children.create(child, asked.request(), calling.manifest());
      if (drive.past.cancelled()) {
        children.cancel(child.id());
      }
      return children.drive(child.id(), calling.program(), asked.account());
    } catch (AthanorException e) {
      throw drive.broken(e);
    } finally {
      asked.branch().leaveRun();
      drive.called.remove(child.id());
    }
  }

  private <O> O record(Asked asked, Entry.Completed completed, Optional<Recordable> value, Codec<O> output) {
    asked.commit(drive, completed, value.map(List::of).orElse(List.of()), Map.of());
    reuse.passed(completed);
    return drive.answer(completed.result(), output);
  }
}
