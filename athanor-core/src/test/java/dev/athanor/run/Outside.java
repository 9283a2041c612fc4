package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;

/** What {@link ActedProgram acted programs} have to do with. */
public interface Outside {
  /** An operation with this effect that behaves in this manner. */
  Operation<String, String> operation(Effect effect, Act.Manner manner);

  /** Whether the WRITE with this key was carried out. */
  boolean happened(String key);

  /** The answer to a request is always the same. */
  static String answer(String request) {
    return Hash.of(request).brief();
  }

  /** What a person finds out about a WRITE of which nobody else knows. */
  default Settlement truth(String key, String request) {
    return happened(key) ? new Settlement.Happened(Codec.TEXT.encode(answer(request)))
        : new Settlement.NotHappened();
  }

  /** Where nothing can be lived: for replays. */
  static Outside none() {
    return new Outside() {
      @Override
      public Operation<String, String> operation(Effect effect, Act.Manner manner) {
        return new ActedOperation(effect, manner, _ -> {
          throw new AssertionError("a replay lives nothing");
        }, (_, _) -> "never");
      }

      @Override
      public boolean happened(String key) {
        throw new AssertionError("a replay asks nobody");
      }
    };
  }
}
