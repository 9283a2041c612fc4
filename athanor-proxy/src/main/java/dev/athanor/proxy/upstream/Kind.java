package dev.athanor.proxy.upstream;

import dev.athanor.journal.Effect;
import dev.athanor.proxy.exchange.Asked;
import java.util.List;

/** What a request to a provider does to the world. */
public enum Kind {
  /** Asks a model. */
  MODEL("model-http", Effect.SAMPLED),
  /** Looks something up. */
  READ("read-http", Effect.READ),
  /** Whatever else: uploads, deletions, batches, what is not known. */
  WRITE("write-http", Effect.WRITE);

  /** Where models are asked at paths that nobody here reads the bodies of. */
  private static final List<String> MODELS = List.of("/completions", "/images/generations", "/images/edits",
      "/moderations", "/rerank", "/audio/speech", "/audio/transcriptions", "/audio/translations",
      "/responses/input_tokens", "/api/generate", "/api/show", ":predict", ":computeTokens", "/complete");

  private final String operation;
  private final Effect effect;

  Kind(String operation, Effect effect) {
    this.operation = operation;
    this.effect = effect;
  }

  /** The name of the operation. */
  public String operation() {
    return operation;
  }

  /** Its effect. */
  public Effect effect() {
    return effect;
  }

  /** The kind of a request. */
  public static Kind of(Asked asked) {
    if (asked.method().equals("GET") || asked.method().equals("HEAD") || asked.method().equals("OPTIONS")) {
      return READ;
    }
    boolean model = asked.endpoint().isPresent() || MODELS.stream().anyMatch(asked.path()::endsWith);
    return asked.method().equals("POST") && model ? MODEL : WRITE;
  }
}
