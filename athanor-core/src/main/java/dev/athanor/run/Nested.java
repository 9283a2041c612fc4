package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    /** Starts the child, or goes on with it, on this thread. */
    <I, O> Outcome<O> drive(RunHeader child, Recordable input, Program<I, O> program);

    /** Asks a child to stop. False if there is none that could. */
    boolean cancel(RunId child);

    /** What the child's own steps did: the strongest effect, and what they cost. */
    Sum sum(RunId child);
  }

  /** What a child's steps amount to. */
  record Sum(Effect effect, Spend spend) {}

  <I, O> O answer(Path path, Program<I, O> program, I input, Account account, Branch branch) {
    Recordable request = Recordable.of(input, program.input(), drive.redactor);
    Step step = new Step("run:" + program.name(), "1", Effect.WRITE, request.content());
    Past.Place place = drive.past.at(path);
    Entry.Completed recorded = place.completed;
    if (recorded != null) {
      steps.check(path, recorded.step(), step, request, place);
      return counted(recorded, program.output());
    }
    if (drive.replaying()) {
      throw drive.past.end().isEmpty() ? drive.recordEnds(path) : drive.diverge(Divergences.unexpected(path,
          step));
    }
    Optional<Entry.Completed> parents = reuse.answer(path, step);
    if (parents.isPresent()) {
      return record(completed(path, parents.get().step(), parents.get().result(), Origin.RECORDED, drive
          .now(), Spend.NONE),
          request, Optional.empty(), program.output());
    }
    Optional<Recordable> supplied = reuse.supplied(path, drive.redactor);
    if (supplied.isPresent()) {
      reuse.changed(step);
      return record(completed(path, step, new Result.Ok(supplied.get().content()), Origin.SUPPLIED, drive
          .now(), Spend.NONE), request,
          supplied, program.output());
    }
    int depth = drive.header.derivation() instanceof Derivation.Nested nested ? nested.depth() + 1 : 1;
    Optional<Failure> refused = cancelled(path).or(() -> account.allowsDepth(depth));
    if (refused.isPresent()) {
      return record(completed(path, step, new Result.Failed(refused.get()), Origin.REFUSED, drive.now(),
          Spend.NONE), request,
          Optional.empty(), program.output());
    }
    branch.check();
    return live(path, program, request, account.remaining(), depth, account);
  }

  /** A child that has begun is cancelled in its own record; one that has not is never begun. */
  private Optional<Failure> cancelled(Path path) {
    if (!drive.past.cancelled() || children.cancel(drive.header.id().child(path))) {
      return Optional.empty();
    }
    return Optional.of(new Failure(Failure.CANCELLED, "the run was cancelled", false));
  }

  private <I, O> O live(Path path, Program<I, O> program, Recordable request, Budget budget, int depth,
      Account account) {
    Instant at = drive.now();
    RunHeader child = new RunHeader(drive.header.id().child(path), program.name(), request.content(),
        drive.header.manifest(),
        new Derivation.Nested(drive.header.id(), path, depth), drive.header.effects(), budget, drive.header
            .memo(),
        drive.header.draw(), drive.header.seed(), at);
    Outcome<O> outcome = children.drive(child, request, program);
    return switch (outcome) {
      case Outcome.Done<O>(var output) -> {
        Recordable value = Recordable.of(output, program.output(), drive.redactor);
        yield ended(path, program, request, child.id(), new Result.Ok(value.content()), Optional.of(value),
            at, account);
      }
      case Outcome.Failed<O>(var failure) -> ended(path, program, request, child.id(), new Result.Failed(
          failure), Optional.empty(), at,
          account);
      case Outcome.Exhausted<O>(var failure) -> ended(path, program, request, child.id(), new Result.Failed(
          failure),
          Optional.empty(), at, account);
      case Outcome.Waiting<O>(var waits) -> throw drive.suspend(path, waits);
      case Outcome.InDoubt<O>(var doubts) -> throw drive.doubt(path, doubts);
      case Outcome.Diverged<O>(var divergence) -> throw drive.diverge(divergence);
    };
  }

  private <O> O ended(Path path, Program<?, O> program, Recordable request, RunId child, Result result,
      Optional<Recordable> value,
      Instant at, Account account) {
    Sum sum = children.sum(child);
    Step step = new Step("run:" + program.name(), "1", sum.effect(), request.content());
    account.charge(sum.spend(), Duration.ZERO);
    if (sum.effect().writes()) {
      reuse.changed(step);
    }
    return record(completed(path, step, result, Origin.LIVED, at, sum.spend()), request, value, program
        .output());
  }

  private Entry.Completed completed(Path path, Step step, Result result, Origin origin, Instant at,
      Spend spend) {
    return new Entry.Completed(path, 1, step, result, origin, drive.script().map(Script::seen).orElse(0L), at,
        Duration.between(at, drive.now()), spend, Optional.empty());
  }

  private <O> O record(Entry.Completed completed, Recordable request, Optional<Recordable> value, Codec<
      O> output) {
    List<dev.athanor.json.Merkle.Part> parts = new java.util.ArrayList<>(request.parts());
    value.ifPresent(each -> parts.addAll(each.parts()));
    List<dev.athanor.json.Hash> payloads = new java.util.ArrayList<>(request.payloads());
    value.ifPresent(each -> payloads.addAll(each.payloads()));
    drive.write(script -> script.write(completed, parts, payloads, Map.of()));
    return counted(completed, output);
  }

  private <O> O counted(Entry.Completed completed, Codec<O> output) {
    drive.count(completed);
    reuse.passed(completed);
    drive.listener.onStep(drive.header.id(), completed);
    return drive.answer(completed.result(), output);
  }
}
