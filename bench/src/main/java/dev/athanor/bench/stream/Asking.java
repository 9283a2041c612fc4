package dev.athanor.bench.stream;

/** A way to have a streamed answer. Safe for use by many threads. */
interface Asking extends AutoCloseable {
  /** As it stands in the report. */
  String name();

  /**
   * Asks, and waits for the whole answer.
   *
   * @param firstToken is run when the first token has come
   */
  void ask(Runnable firstToken) throws Exception;

  @Override
  void close();
}
