package dev.athanor.models.wire;

/** Sees an answer as it comes, on the thread that has asked. */
public interface Receiver {
  /**
   * An event of a stream, or a line of one.
   *
   * @param name empty if it has none
   * @param data as it came, without the key
   * @throws RuntimeException if it can't be understood, which ends the exchange
   */
  void event(String name, String data);

  /**
   * An answer that came as one, though a stream was asked for.
   *
   * @param body as it came, without the key
   * @throws RuntimeException if it can't be understood
   */
  void whole(String body);

  /** Whether nothing more is wanted. */
  boolean done();
}
