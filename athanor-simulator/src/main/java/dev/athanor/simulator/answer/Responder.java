package dev.athanor.simulator.answer;

/** Who answers questions. Safe for use by many threads; the same question and draw get the same reply. */
@FunctionalInterface
public interface Responder {
  /** The reply. */
  Reply reply(Question question, Draw draw);
}
