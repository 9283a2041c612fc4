package dev.athanor.store.journal;

import dev.athanor.journal.Append;
import dev.athanor.journal.Budget;
import dev.athanor.journal.Content;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Effects;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small runs for the tests of this package. */
final class JournalSteps {
  private static final Step STEP = new Step("echo", "1", Effect.PURE, content("question"));

  private JournalSteps() {}

  static Content content(String text) {
    return Content.of(Merkle.of(Codec.TEXT.encode(text)));
  }

  static RunId create(Journal journal, String id) {
    RunHeader header = new RunHeader(new RunId(id), "program", content("input"), content("manifest"),
        new Derivation.Fresh(), new Effects.Live(), Budget.UNLIMITED, true, Optional.empty(), 42,
        journal.now());
    journal.create(header, new Append(List.of(), List.of(), List.of(), Map.of()));
    return header.id();
  }

  /** Creates a run, if there is none, and drives it. */
  static Lease drive(Journal journal, String id) {
    return journal.acquire(create(journal, id), "test", Duration.ofHours(1)).orElseThrow();
  }

  static Entry completed(String path) {
    return completed(path, content("the answer of " + path));
  }

  /** A step whose result is a part. */
  static Entry completed(String path, Hash result) {
    return completed(path, new Content(result, Optional.empty()));
  }

  static Entry.Waiting waiting(String path) {
    return new Entry.Waiting(new Path(path), STEP, Instant.EPOCH, Optional.empty());
  }

  static Entry.Answered answered(String path) {
    return new Entry.Answered(new Path(path), new Result.Ok(content("yes")), Instant.EPOCH);
  }

  private static Entry completed(String path, Content result) {
    return new Entry.Completed(new Path(path), 1, STEP, new Result.Ok(result), Origin.LIVED, 0, Instant.EPOCH,
        Duration.ofNanos(1234), Spend.NONE, Optional.empty());
  }
}
