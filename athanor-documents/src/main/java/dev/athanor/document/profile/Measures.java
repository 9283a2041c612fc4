package dev.athanor.document.profile;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * What is counted in one text.
 *
 * @param characters its length
 * @param tables how many it has
 * @param letters the share of letters among what is no white space
 * @param unreadable how many characters were lost in reading
 * @param compressed the size after compression over the size before; high for noise, low for what repeats itself
 * @param noise the share of words that mix letters and digits or have a capital inside, as bad character recognition has them
 * @param wordLength the mean length of words
 * @param lines hashes of some of its longer lines, those whose hashes are least, so that equal lines are chosen everywhere
 */
@SuppressWarnings("ArrayRecordComponent") // A few numbers for each of very many documents.
record Measures(int characters, int tables, double letters, int unreadable, double compressed, double noise,
    double wordLength, int[] lines) {
  private static final int SAMPLE = 65_536;
  private static final int SHORTEST_LINE = 20;
  private static final int LINES = 32;

  static Measures of(Document document) {
    String text = document.text();
    int tables = (int) document.blocks().stream().filter(Block.Table.class::isInstance).count();
    String sample = text.substring(0, Math.min(text.length(), SAMPLE));
    int letters = 0;
    int visible = 0;
    for (int i = 0; i < sample.length(); i++) {
      letters += Character.isLetter(sample.charAt(i)) || Character.isSurrogate(sample.charAt(i)) ? 1 : 0;
      visible += Character.isWhitespace(sample.charAt(i)) ? 0 : 1;
    }
    int unreadable = (int) text.chars().filter(c -> c == '\uFFFD').count();
    String[] words = sample.split("[^\\p{L}\\p{M}\\p{N}]+");
    long noisy = Arrays.stream(words).filter(Measures::isNoise).count();
    double length = Arrays.stream(words).mapToInt(String::length).average().orElse(0);
    return new Measures(text.length(), tables, (double) letters / Math.max(1, visible), unreadable,
        compressed(sample),
        (double) noisy / Math.max(1, words.length), length, lines(text));
  }

  /** Letters around a digit, or a capital between small letters: rn0dern, cOmpany. */
  private static boolean isNoise(String word) {
    for (int i = 1; i + 1 < word.length(); i++) {
      char c = word.charAt(i);
      boolean around = Character.isLowerCase(word.charAt(i - 1)) && Character.isLowerCase(word.charAt(i + 1));
      if (around && (Character.isDigit(c) || Character.isUpperCase(c))) {
        return true;
      }
    }
    return false;
  }

  private static double compressed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[SAMPLE];
      long size = 0;
      while (!deflater.finished()) {
        size += deflater.deflate(buffer);
      }
      return (double) size / Math.max(1, bytes.length);
    } finally {
      deflater.end();
    }
  }

  private static int[] lines(String text) {
    return text.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE)
        .mapToInt(line -> line.hashCode()
            * 0x9E3779B1)
        .sorted().distinct().limit(LINES).toArray();
  }
}
