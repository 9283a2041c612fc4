package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.STEP;
import static dev.athanor.journal.JournalUnderTest.content;

import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of every kind and one header of every form, with the awkward values that they may hold. */
final class Samples {
  private Samples() {}

  static List<Entry> everyKind(Instant at) {
    Failure failure = new Failure("timeout", "the model \"m\" did not answer: \ud83d\ude00 \n\t\u0001", true);
    Path path = new Path("größe/日本{a%2fb}[3]");
    Content parted = content("x".repeat(600));
    Step step = new Step("chat", "2026-10", Effect.SAMPLED, parted);
    Hash digest = Hash.of("digest");
    return List.of(new Entry.Started(path, 1, step, 17, at),
        new Entry.Attempted(path, 1, failure, at, Duration.ofSeconds(90, 1),
            new Spend(3, new BigDecimal("0.02"))),
        new Entry.Completed(path, 2, step, new Result.Ok(content("ja")), Origin.MEMO, (1L << 53) + 1, at,
            Duration.ZERO, Spend.NONE, Optional.of(content("chunks"))),
        new Entry.Completed(path, 3, step, new Result.Failed(failure), Origin.REFUSED, 0, at,
            Duration.ofNanos(1), new Spend(1, new BigDecimal("0.10")), Optional.empty()),
        new Entry.Waiting(path, step, at, Optional.of(at.plusSeconds(5))),
        new Entry.Waiting(new Path("other"), STEP, at, Optional.empty()),
        new Entry.Answered(path, new Result.Failed(failure), at), new Entry.Marked(path, false),
        new Entry.Won(path, 4), new Entry.Drifted(path, 1, digest, Hash.of("other")),
        new Entry.Cancelled(Path.ROOT, at),
        new Entry.Ended(new Path("a"), new Entry.End.Done(parted, 12, digest), at),
        new Entry.Ended(new Path("b"), new Entry.End.Failed(failure, 12, digest), at),
        new Entry.Ended(new Path("c"), new Entry.End.Exhausted(failure, 12, digest), at), new Entry.Ended(
            Path.ROOT, new Entry.End.Continued(new RunId("next"), content("state"), 12, digest), at));
  }

  static List<RunHeader> headers(Instant at) {
    Budget budget = Budget.UNLIMITED.steps(10).tokens(Long.MAX_VALUE).dollars(new BigDecimal("1.50"))
        .time(Duration.ofMillis(1_500)).depth(0);
    Derivation fork = new Derivation.Forked(new RunId("nobody"), new Path("x"), Set.of("llm", "draw"),
        Map.of(new Path("x/y"), Codec.TEXT.encode("given"), Path.ROOT, Json.object()), 7);
    return List.of(
        new RunHeader(new RunId("full"), "größe", content("ein \"Wert\" \ud83d\ude00"),
            content("x".repeat(600)), new Derivation.Nested(new RunId("outer"), new Path("a/b{k}[2]"), 3),
            new Effects.Dry(Set.of("mail", "pay")), budget, false, Optional.of("case-7/2"), Long.MIN_VALUE,
            at.plusNanos(123_456_789)),
        header("forked", fork, at),
        header("like",
            new Derivation.Nested(new RunId("outer"), new Path("a"), 1, Optional.of(new RunId("seen")),
                false),
            at),
        header("redrawn",
            new Derivation.Nested(new RunId("outer"), new Path("b"), 1, Optional.of(new RunId("seen")), true),
            at),
        header("continued", new Derivation.Continued(new RunId("earlier")), at),
        header("fresh", new Derivation.Fresh(), at));
  }

  private static RunHeader header(String id, Derivation derivation, Instant at) {
    return new RunHeader(new RunId(id), "program", content("input"), content("manifest"), derivation,
        new Effects.Live(), Budget.UNLIMITED, true, Optional.empty(), 42, at);
  }
}
