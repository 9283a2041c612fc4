package dev.athanor.document.similar;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is kept of a text to compare it with others.
 *
 * @param words hash of its words, in their order
 * @param minima the least hash of its runs of three words, under each of 112 functions; empty if it has no words
 */
@SuppressWarnings("ArrayRecordComponent") // Half a kilobyte for each of very many documents; nobody compares records of it.
public record Sketch(long words, int[] minima) {
  static final int BANDS = 14;
  static final int ROWS = 8;
  /** So many functions there are. */
  public static final int FUNCTIONS = BANDS * ROWS;

  private static final int RUN = 3;
  private static final long[] FACTORS =
      new SplittableRandom(1).longs(FUNCTIONS).map(each -> each | 1).toArray();
  private static final long[] OFFSETS = new SplittableRandom(2).longs(FUNCTIONS).toArray();
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  /** Of a text. */
  public static Sketch of(String text) {
    int[] minima = new int[FUNCTIONS];
    Arrays.fill(minima, Integer.MAX_VALUE);
    long all = 0;
    long[] last = new long[RUN];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      long word = 0;
      int start = at;
      for (; at < text.length() && Character.isLetterOrDigit(text.charAt(at)); at++) {
        word = word * 31 + Character.toLowerCase(text.charAt(at));
        if (isWordItself(text.charAt(at))) {
          at++;
          break;
        }
      }
      if (at == start) {
        at++;
        continue;
      }
      long hash = mixed(word);
      all = mixed(all + hash);
      last[count++ % RUN] = hash;
      if (count >= RUN) {
        keep(minima, run(last, count));
      }
    }
    if (count > 0 && count < RUN) {
      keep(minima, all);
    }
    return new Sketch(all, count == 0 ? new int[0] : minima);
  }

  /** Scripts without spaces: each character counts as a word. */
  private static boolean isWordItself(char c) {
    return (c >= '\u0E00' && c <= '\u0EFF') || (c >= '\u3040' && c <= '\u9FFF');
  }

  private static long run(long[] last, int count) {
    long run = 0;
    for (int i = 0; i < RUN; i++) {
      run = mixed(run + last[(count + i) % RUN]);
    }
    return run;
  }

  private static void keep(int[] minima, long hash) {
    for (int i = 0; i < minima.length; i++) {
      long other = (hash ^ OFFSETS[i]) * FACTORS[i];
      minima[i] = Math.min(minima[i], (int) (((other ^ (other >>> 29)) * PRIME) >>> 33));
    }
  }

  /** Whether there are no words. */
  public boolean isEmpty() {
    return minima.length == 0;
  }

  /** The share of runs of words that two texts have in common (Jaccard), estimated: its standard error is below 0.05. */
  public double likeness(Sketch other) {
    if (isEmpty() || other.isEmpty()) {
      return 0;
    }
    int equal = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
      equal += minima[i] == other.minima[i] ? 1 : 0;
    }
    return (double) equal / FUNCTIONS;
  }

  /** What two texts that agree in this band have in common. */
  long band(int band) {
    long hash = band;
    for (int i = band * ROWS; i < (band + 1) * ROWS; i++) {
      hash = mixed(hash + minima[i]);
    }
    return hash;
  }

  private static long mixed(long value) {
    long mixed = (value + PRIME) * 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 32;
    mixed *= 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 29);
  }
}
