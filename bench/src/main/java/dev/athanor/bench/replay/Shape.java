package dev.athanor.bench.replay;

import java.util.List;

/**
 * What the steps of a recorded run look like.
 *
 * @param name as it stands in the report
 * @param steps how many the run has
 * @param asked how many texts a request has
 * @param answered how many texts an answer has
 * @param length of a text, in characters; all ASCII, so bytes
 */
record Shape(String name, int steps, int asked, int answered, int length) {
  static final Shape SMALL = new Shape("replay, answers of 1 KB", 2_000, 0, 1, 1_000);
  static final Shape LARGE = new Shape("replay, answers of 100 KB", 200, 0, 1, 100_000);
  static final Shape PASSAGES = new Shape("replay, answers of 50 passages of 2 KB", 200, 0, 50, 2_000);
  static final Shape PROMPTS = new Shape("replay, requests of 50 messages of 2 KB", 200, 50, 1, 1_000);

  static final List<Shape> ALL = List.of(SMALL, LARGE, PASSAGES, PROMPTS);

  /** The request of a step. */
  Passages request(int step) {
    return new Passages("question " + step, Passages.of(asked, 2_000, step));
  }

  /** The answer to it. */
  Passages answer(int step) {
    return new Passages("answer " + step, Passages.of(answered, length, step + 1_000_000));
  }
}
