package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.Step;
import dev.athanor.json.Hash;
import java.time.Instant;
import java.util.Optional;

/** Under which key a step's record may answer other runs. */
final class Memos {
  private Memos() {}

  /** PURE and READ: the address. SAMPLED: also the draw and the path, since five votes are five draws. */
  static Optional<Hash> key(RunHeader header, Path path, Step step) {
    if (!header.memo()) {
      return Optional.empty();
    }
    return switch (step.effect()) {
      case PURE, READ -> Optional.of(Hash.of("memo\n" + step.address()));
      case SAMPLED -> header.draw().map(draw -> Hash.of("draw\n" + step.address() + "\n" + draw + "\n"
          + path));
      case KEYED, WRITE -> Optional.empty();
    };
  }

  /** Whether a record is young enough: what reads a changing world answers only for its time to live. */
  static boolean fresh(Entry.Completed completed, Operation<?, ?> operation, Instant now) {
    return completed.step().effect() != Effect.READ
        || operation.timeToLive().map(life -> completed.at().plus(life).isAfter(now)).orElse(false);
  }
}
