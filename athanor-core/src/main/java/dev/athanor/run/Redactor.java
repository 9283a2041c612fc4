package dev.athanor.run;

import dev.athanor.journal.Failure;
import dev.athanor.json.Codec;
import tools.jackson.databind.JsonNode;

/**
 * Removes what must not be stored, before it is recorded. The program sees the redacted value too, live and replayed. A
 * function of the value alone, and applying it twice changes nothing more.
 */
@FunctionalInterface
public interface Redactor {
  /** Removes nothing. */
  Redactor NONE = value -> value;

  /** The value without what must not be stored. */
  JsonNode redact(JsonNode value);

  /** A failure whose message is without what must not be stored. */
  default Failure redact(Failure failure) {
    return new Failure(failure.code(), redact(Codec.TEXT.encode(failure.message())).asString(),
        failure.retryable());
  }
}
