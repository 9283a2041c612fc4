package dev.athanor.simulator.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong with an answer. Where it does is told in pieces of the answer: the events or lines of a stream, or the
 * hundredths of a body that is sent at once; somewhere, drawn, if it is left out.
 */
public sealed interface Fault {
  /**
   * There is an error instead.
   *
   * @param problem which
   */
  record Fails(Problem problem) implements Fault {}

  /**
   * The body ends too early, in order as far as HTTP can tell.
   *
   * @param after so many pieces
   */
  record Truncates(Optional<Integer> after) implements Fault {}

  /**
   * The connection is closed before the body has ended.
   *
   * @param after so many pieces
   */
  record Disconnects(Optional<Integer> after) implements Fault {}

  /**
   * The connection is reset (TCP's RST) before the body has ended.
   *
   * @param after so many pieces
   */
  record Resets(Optional<Integer> after) implements Fault {}

  /**
   * A piece of the body is malformed JSON; what follows is in order.
   *
   * @param after so many pieces
   */
  record Garbles(Optional<Integer> after) implements Fault {}

  /**
   * The body comes in tiny pieces.
   *
   * @param bytes of each, at least 1
   * @param every pause between them
   */
  record Drips(int bytes, Duration every) implements Fault {}
}
