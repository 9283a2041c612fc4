package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a program came out, as it will be recorded.
 *
 * @param outcome for the caller; the output is the decoded record
 * @param value the output, if there is one
 */
record Ending<O>(Outcome<O> outcome, Optional<Recordable> value) {
  /** Executes the program. A program that was left in the middle has no ending of its own: the drive knows why. */
  static <I, O> Ending<O> of(Execution execution, Program<I, O> program) {
    Drive drive = execution.drive();
    try {
      I input = drive.decode(drive.header.input(), program.input());
      O output = drive.root.joined(() -> program.body()
          .apply(new ScopedRun(execution, Path.ROOT, drive.account, drive.root), input));
      Recordable value = Recordable.of(output, program.output(), drive.redactor);
      Optional<String> unstored = drive.unstored(value);
      if (unstored.isPresent()) {
        return new Ending<>(new Outcome.Failed<>(new Failure("output-codec", "the output can't be recorded: "
            + unstored.get(), false)), Optional.empty());
      }
      return new Ending<>(new Outcome.Done<>(value.decoded(program.output())), Optional.of(value));
    } catch (Unwind e) {
      return new Ending<>(new Outcome.Failed<>(new Failure("left", String.valueOf(e.getMessage()), true)),
          Optional.empty());
    } catch (StepFailed e) {
      Failure failure = drive.redactor.redact(e.failure());
      return new Ending<>(failure.code().equals(Failure.BUDGET) ? new Outcome.Exhausted<>(failure)
          : new Outcome.Failed<>(failure), Optional.empty());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return new Ending<>(new Outcome.Failed<>(drive.redactor.redact(Call.failure(e))), Optional.empty());
    }
  }

  /** What the digest of the run ends with. */
  String line() {
    return switch (outcome) {
      case Outcome.Done<O> _ -> "done " + value.map(each -> each.content().hash().hex()).orElse("");
      case Outcome.Failed<O>(var failure) -> "failed " + failure;
      case Outcome.Exhausted<O>(var failure) -> "exhausted " + failure;
      case Outcome.Waiting<O> _,Outcome.InDoubt<O> _,Outcome.Diverged<O> _ -> "open";
    };
  }

  /** Writes it. */
  void write(Drive drive) {
    Entry.End end = switch (outcome) {
      case Outcome.Done<O> _ ->
          new Entry.End.Done(value.orElseThrow().content(), drive.steps(), drive.digest(line()));
      case Outcome.Failed<O>(var failure) ->
          new Entry.End.Failed(failure, drive.steps(), drive.digest(line()));
      case Outcome.Exhausted<O>(var failure) ->
          new Entry.End.Exhausted(failure, drive.steps(), drive.digest(line()));
      case Outcome.Waiting<O> _,Outcome.InDoubt<O> _,Outcome.Diverged<O> _ ->
          throw new IllegalStateException("a run that is open has no end");
    };
    drive.script().orElseThrow().write(new Entry.Ended(Path.ROOT, end, drive.now()),
        value.map(Recordable::parts).orElse(List.of()),
        value.map(each -> List.copyOf(each.payloads())).orElse(List.of()), Map.of());
  }
}
