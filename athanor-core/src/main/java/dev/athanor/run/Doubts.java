package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what a person says about a write that may have happened. */
final class Doubts {
  private Doubts() {}

  static void settle(Journal journal, Lease lease, Path path, Settlement settlement, Redactor redactor) {
    Past past = new Past(journal.entries(lease.run(), 0));
    Entry.Started open = past.at(path).open().orElseThrow(() -> AthanorException.user("not-in-doubt", "run "
        + lease.run()
        + " is not in doubt about \"" + path + "\"; look at it with: athanor show " + lease.run()));
    Instant now = journal.now();
    journal.append(lease, switch (settlement) {
      case Settlement.Happened(var response) -> {
        Recordable value = Recordable.of(response, Codec.JSON, redactor);
        yield new Append(List.of(completed(open, new Result.Ok(value.content()), now)), value.parts(), value
            .payloads(), Map.of());
      }
      case Settlement.NotHappened() -> Append.of(new Entry.Attempted(path, open.attempt(),
          new Failure(Failure.NOT_HAPPENED, "a person said that it did not happen", true), now, Duration.ZERO,
          Spend.NONE));
      case Settlement.GivenUp(var failure) ->
          Append.of(completed(open, new Result.Failed(redactor.redact(failure)),
              now));
    });
  }

  private static Entry.Completed completed(Entry.Started open, Result result, Instant now) {
    return new Entry.Completed(open.path(), open.attempt(), open.step(), result, Origin.SUPPLIED, open
        .after(), now, Duration.ZERO,
        Spend.NONE, Optional.empty());
  }
}
