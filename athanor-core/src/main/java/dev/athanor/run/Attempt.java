package dev.athanor.run;

import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One try at living a step, as the operation sees it. Safe for use by several threads. */
public interface Attempt {
  /** Which try it is, from 1. */
  int number();

  /** The run that the step belongs to. */
  RunId run();

  /** The idempotency key: a hash of run and path, the same in every try, also after a crash. */
  String key();

  /** When the attempt will be interrupted, on the system's clock. */
  Optional<Instant> deadline();

  /**
   * Streams a piece of the answer to whoever watches. Provisional until the step's outcome is committed.
   *
   * @return false if the watcher has seen enough: stop early and answer with what there is
   */
  boolean emit(JsonNode chunk);

  /**
   * Says what the attempt has cost so far, all told: it takes the place of what was said before. It counts however the attempt ends;
   * so what is known early is best said at once. What is said after the attempt's end counts for nothing.
   */
  void spend(Spend soFar);

  /** Stores a file that the response will name. */
  Payload store(InputStream content, String mediaType);

  /** Reads a file that the request names. The caller closes it. */
  InputStream open(Payload payload);
}
