package dev.athanor.simulator.answer;

import dev.athanor.json.Hash;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which of the answers to a request is drawn. The same seed, request and index give the same randomness, whatever else is
 * asked in between.
 *
 * @param seed of the simulator
 * @param request the hash of method, path and body
 * @param index how often the same request came before
 */
public record Draw(long seed, Hash request, int index) {
  /** Randomness for one purpose. */
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(ByteBuffer.wrap(hash(purpose).bytes()).getLong());
  }

  /** A name of that many letters and digits, at most 64. */
  public String id(String purpose, int length) {
    return hash(purpose).hex().substring(0, length);
  }

  private Hash hash(String purpose) {
    return Hash.of(seed + "/" + request + "/" + index + "/" + purpose);
  }
}
