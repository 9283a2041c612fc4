package dev.athanor.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made texts with a heading.
 *
 * @param heading names them
 * @param passages the texts
 */
record Passages(String heading, List<Passage> passages) {
  /**
   * One text.
   *
   * @param title of it
   * @param text of it
   */
  record Passage(String title, String text) {}

  private static final List<String> WORDS = words();

  private static List<String> words() {
    Random random = new Random(42);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      words.add(random.ints(2 + random.nextInt(8), 'a', 'z' + 1).collect(StringBuilder::new,
          StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }
    return words;
  }

  /** Texts of words of which few are frequent, as in real ones. */
  static List<Passage> of(int count, int length, int seed) {
    Random random = new Random(seed);
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder(length + 16);
      while (text.length() < length) {
        double rare = random.nextDouble();
        text.append(WORDS.get((int) (rare * rare * rare * WORDS.size()))).append(' ');
      }
      text.setLength(length);
      passages.add(new Passage("passage " + i, text.toString()));
    }
    return passages;
  }
}
