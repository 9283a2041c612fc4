package dev.athanor.simulator.protocol;

import dev.athanor.json.Hash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes vectors of length 1 from texts. Each word pushes the vector in a few directions of its own, so that texts which share
 * words are near each other. The same text has the same vector.
 */
final class Vectors {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int DIRECTIONS = 16;

  private Vectors() {}

  static List<Float> of(String text, int dimensions, long seed) {
    double[] sum = new double[dimensions];
    WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group)
        .forEach(word -> push(sum, word,
            seed));
    double length = length(sum);
    if (length == 0) {
      push(sum, " " + text, seed);
      length = length(sum);
    }
    double norm = length;
    return java.util.Arrays.stream(sum).mapToObj(value -> (float) (value / norm)).toList();
  }

  private static void push(double[] sum, String word, long seed) {
    SplittableRandom random =
        new SplittableRandom(ByteBuffer.wrap(Hash.of(seed + " " + word).bytes()).getLong());
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      sum[random.nextInt(sum.length)] += random.nextGaussian();
    }
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
