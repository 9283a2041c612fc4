package dev.athanor.eval.experiment;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Recording;
import dev.athanor.trail.RunDiff;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds a called run beside the run that it replays. A READ, as {@link TrailOperation}: the call is named by its path.
 *
 * @param journal where both are recorded
 */
record PartingOperation(Supplier<Journal> journal)
    implements Operation<PartingOperation.Request, PartingOperation.Found> {
  static final String NAME = "parting";

  private static final Codec<Request> REQUEST = Codec.of(Request.class);
  private static final Codec<Found> RESPONSE = Codec.of(Found.class);

  /** The call, and what it replays. */
  record Request(Path call, RunId observed) {}

  /** Where they part, if they do. */
  record Found(Optional<Parting> parting) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Codec<Request> request() {
    return REQUEST;
  }

  @Override
  public Codec<Found> response() {
    return RESPONSE;
  }

  @Override
  public Found live(Request request, Attempt attempt) {
    Journal runs = journal.get();
    Optional<Recording> before = recording(runs, request.observed());
    Optional<Recording> after = recording(runs, attempt.run().child(request.call()));
    return new Found(before.flatMap(one -> after.flatMap(other -> Parting.of(RunDiff.of(one, other)))));
  }

  private static Optional<Recording> recording(Journal journal, RunId run) {
    return journal.find(run).map(record -> new Recording(record.header(), journal.entries(run, 0), journal));
  }
}
