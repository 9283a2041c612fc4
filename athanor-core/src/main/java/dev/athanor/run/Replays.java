package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.json.Hash;
import java.util.Optional;

/** Re-executes a program over a record: what is not there is not lived, and every difference is named. */
final class Replays {
  private Replays() {}

  static <O> Replay<O> replay(Recording recording, Program<?, O> program, RunListener listener,
      Redactor redactor) {
    RunHeader header = recording.header();
    if (!header.program().equals(program.name())) {
      throw AthanorException.user("program-other", "the recording is of program " + header.program()
          + ", not of "
          + program.name());
    }
    Past past = new Past(recording.entries());
    Drive drive = new Drive(header, past, recording.contents(), listener, redactor, Account.outermost(),
        null);
    Execution execution = new Execution(drive, Reuse.none(), new NoChildren(), new Doorbell(),
        Limits.STANDARD);
    Ending<O> ending;
    try (drive) {
      ending = Ending.of(execution, program);
    }
    Optional<Outcome<O>> obstacle = drive.obstacle();
    if (obstacle.isPresent()) {
      Outcome<O> open = obstacle.get() instanceof Outcome.Diverged<O> diverged ? diverged
          : drive.skipped().<Outcome<O>>map(Outcome.Diverged::new).orElse(obstacle.get());
      return new Replay<>(open, drive.steps(), drive.lived(), drive.digest("open"));
    }
    String line = execution.continuation().map(input -> "continued " + continued(input, program, redactor))
        .orElseGet(ending::line);
    Hash digest = drive.digest(line);
    Optional<Divergence> divergence = drive.skipped().or(() -> compare(past, line, digest));
    Outcome<O> outcome = divergence.<Outcome<O>>map(Outcome.Diverged::new).orElse(ending.outcome());
    return new Replay<>(outcome, drive.steps(), drive.lived(), digest);
  }

  @SuppressWarnings("unchecked") // the program's own run was asked to continue with the program's own input
  private static <I> Hash continued(Object input, Program<I, ?> program, Redactor redactor) {
    return Recordable.of((I) input, program.input(), redactor).content().hash();
  }

  private static Optional<Divergence> compare(Past past, String line, Hash digest) {
    return past.end().filter(end -> !digest(end).equals(digest))
        .map(end -> Divergences.end(describe(end), "the end \"" + line + "\""));
  }

  private static Hash digest(Entry.End end) {
    return switch (end) {
      case Entry.End.Done done -> done.digest();
      case Entry.End.Failed failed -> failed.digest();
      case Entry.End.Exhausted exhausted -> exhausted.digest();
      case Entry.End.Continued continued -> continued.digest();
    };
  }

  private static String describe(Entry.End end) {
    return switch (end) {
      case Entry.End.Done done -> "the output " + done.output().brief();
      case Entry.End.Failed failed -> "the failure " + failed.failure();
      case Entry.End.Exhausted exhausted -> "the failure " + exhausted.failure();
      case Entry.End.Continued continued -> "a continuation with input " + continued.input().brief();
    };
  }

  /** A called run answers as one step, which is in the record or nowhere. */
  private static final class NoChildren implements Nested.Children {
    @Override
    public void create(RunHeader child, Recordable input, Recordable manifest) {
      throw new IllegalStateException("a replay calls no run");
    }

    @Override
    public <O> Outcome<O> drive(RunId child, Program<?, O> program, Account caller) {
      throw new IllegalStateException("a replay calls no run");
    }

    @Override
    public boolean cancel(RunId child) {
      throw new IllegalStateException("a replay cancels no run");
    }

    @Override
    public Sum sum(RunId child) {
      throw new IllegalStateException("a replay calls no run");
    }
  }
}
