package dev.athanor.run;

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
    Asked asked = new Asked(path, step(program, Effect.WRITE, request), request, account, branch);
    Past.Place place = drive.past.at(path);
    Entry.Completed recorded = place.completed;
    if (recorded != null) {
      steps.check(path, recorded.step(), asked.step(), request, place);
      drive.count(recorded);
      reuse.passed(recorded);
      if (recorded.origin() == Origin.LIVED) {
        account.charge(recorded.spend(), recorded.lasted());
      }
      return drive.answer(recorded.result(), program.output());
    }
    if (drive.replaying()) {
      throw drive.past.end().isEmpty() ? drive.recordEnds(path) : drive.diverge(Divergences.unexpected(path,
          asked.step()));
    }
    return beyondRecord(asked, program);
  }

  /** A child's effect is known once it is over; until then it may be any. */
  private static Step step(Program<?, ?> program, Effect effect, Recordable request) {
    return new Step("run:" + program.name(), "1", effect, request.content());
  }

  private <I, O> O beyondRecord(Asked asked, Program<I, O> program) {
    Optional<Recordable> supplied = reuse.supplied(asked.path(), drive.redactor);
    if (supplied.isPresent()) {
      reuse.changed(asked.step());
      return record(asked, asked.unlived(drive, new Result.Ok(supplied.get().content()), Origin.SUPPLIED),
          supplied, program.output());
    }
    Optional<Entry.Completed> parents = reuse.answer(asked.path(), asked.step());
    if (parents.isPresent()) {
      Step recorded = parents.get().step();
      Asked again = new Asked(asked.path(), recorded, asked.request(), asked.account(), asked.branch());
      return record(again, again.unlived(drive, parents.get().result(), Origin.RECORDED), Optional.empty(),
          program.output());
    }
    int depth = drive.header.derivation() instanceof Derivation.Nested nested ? nested.depth() + 1 : 1;
    Optional<Failure> refused = cancelled(asked.path()).or(() -> asked.account().allowsDepth(depth));
    if (refused.isPresent()) {
      return asked.refused(drive, refused.get(), program.output());
    }
    return live(asked, program, depth);
  }

  /** A child that has begun is cancelled in its own record; one that has not is never begun. */
  private Optional<Failure> cancelled(Path path) {
    if (!drive.past.cancelled() || children.cancel(drive.header.id().child(path))) {
      return Optional.empty();
    }
    return Optional.of(new Failure(Failure.CANCELLED, "the run was cancelled", false));
  }

  private <I, O> O live(Asked asked, Program<I, O> program, int depth) {
    RunHeader own = drive.header;
    Instant at = drive.now();
    long after = drive.after();
    RunHeader child = new RunHeader(own.id().child(asked.path()), program.name(), asked.request().content(),
        own.manifest(),
        new Derivation.Nested(own.id(), asked.path(), depth), own.effects(), asked.account().remaining(), own
            .memo(),
        own.draw(),
        own.seed(), at);
    drive.living();
    Outcome<O> outcome = children.drive(child, asked.request(), program);
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
    Duration lasted = Duration.between(at, drive.now());
    asked.account().charge(sum.spend(), lasted);
    Step step = step(program, sum.effect(), asked.request());
    return record(asked, new Entry.Completed(asked.path(), 1, step, result, Origin.LIVED, after, at, lasted,
        sum.spend(),
        Optional.empty()), output, program.output());
  }

  private <O> O record(Asked asked, Entry.Completed completed, Optional<Recordable> value, Codec<O> output) {
    asked.commit(drive, completed, value.map(List::of).orElse(List.of()), Map.of());
    reuse.passed(completed);
    return drive.answer(completed.result(), output);
  }
}
