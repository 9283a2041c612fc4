package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An operation of {@link ActedProgram acted programs}.
 *
 * @param begins is told of every try
 * @param answers to a request, by its idempotency key
 */
record ActedOperation(Effect effect, Act.Manner manner, Consumer<Attempt> begins, Answers answers)
    implements
    Operation<String, String> {
  private static final Retry TWICE = new Retry(2, Duration.ZERO, Duration.ZERO);

  /** How a request is answered. */
  interface Answers {
    String to(String request, String key) throws Exception;
  }

  @Override
  public String name() {
    return effect + "-" + manner;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Codec<String> request() {
    return Codec.TEXT;
  }

  @Override
  public Codec<String> response() {
    return Codec.TEXT;
  }

  @Override
  public Retry retry() {
    return manner == Act.Manner.STUMBLES || manner == Act.Manner.KEEPS_FAILING ? TWICE : Retry.NONE;
  }

  @Override
  public String live(String request, Attempt attempt) throws Exception {
    begins.accept(attempt);
    switch (manner) {
      case FAILS -> throw new StepFailed("no", "it never does", false);
      case KEEPS_FAILING -> throw new StepFailed("busy", "try again", true);
      case STUMBLES -> {
        if (attempt.number() == 1) {
          throw new StepFailed("busy", "try again", true);
        }
      }
      case STREAMS -> {
        attempt.emit(Codec.TEXT.encode(request));
        attempt.emit(Codec.TEXT.encode("!"));
      }
      case ANSWERS -> {
        // below
      }
    }
    return answers.to(request, attempt.key());
  }
}
