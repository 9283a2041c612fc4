package dev.athanor.promptfoo.suite;

/**
 * Something in a suite that can't run here.
 *
 * @param place such as {@code tests[3].assert[1]}
 * @param reason why, in a sentence
 */
public record Obstacle(String place, String reason) {
  @Override
  public String toString() {
    return place + ": " + reason;
  }
}
