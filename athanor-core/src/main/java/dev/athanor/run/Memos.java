package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.Step;
import dev.athanor.json.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Under which key a step's record may answer other runs. */
final class Memos {
  private Memos() {}

  /**
   * Where the record of a step may stand; a new one is put under the first. PURE: the address. SAMPLED: also the draw and
   * the path, since five votes are five draws. READ: also the span of its time to live in which it was read, so that a
   * record which is too old makes room for a new one; it may still be young enough in the span after its own.
   */
  static List<Hash> keys(RunHeader header, Path path, Step step, Operation<?, ?> operation, Instant at) {
    if (!header.memo()) {
      return List.of();
    }
    return switch (step.effect()) {
      case PURE -> List.of(Hash.of("memo\n" + step.address()));
      case READ -> operation.timeToLive().filter(Duration::isPositive).map(life -> {
        long span = Duration.between(Instant.EPOCH, at).dividedBy(life);
        return List.of(read(step, life, span), read(step, life, span - 1));
      }).orElse(List.of());
      case SAMPLED ->
          header.draw().map(draw -> List.of(Hash.of("draw\n" + step.address() + "\n" + draw + "\n" + path)))
              .orElse(List.of());
      case KEYED, WRITE -> List.of();
    };
  }

  private static Hash read(Step step, Duration life, long span) {
    return Hash.of("read\n" + step.address() + "\n" + life + "\n" + span);
  }

  /** Whether a record is young enough: what reads a changing world answers only for its time to live. */
  static boolean fresh(Entry.Completed completed, Operation<?, ?> operation, Instant now) {
    return completed.step().effect() != Effect.READ
        || operation.timeToLive().map(life -> completed.at().plus(life).isAfter(now)).orElse(false);
  }
}
