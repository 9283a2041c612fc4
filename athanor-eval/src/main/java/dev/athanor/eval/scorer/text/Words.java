package dev.athanor.eval.scorer.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.PorterStemmer;

/** Cuts text into words, in the ways of those whose scores are to be reproduced. */
public final class Words {
  private static final Pattern ARTICLES =
      Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LATIN_GAP = Pattern.compile("[^a-z0-9]+");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final int SHORTEST_STEMMED = 4;

  private Words() {}

  /**
   * As SQuAD's official evaluation does it (Rajpurkar et al. 2016): lower case, without ASCII punctuation and the articles a, an, the;
   * white space is one blank.
   */
  public static String normalised(String text) {
    String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return SPACE.matcher(ARTICLES.matcher(plain).replaceAll(" ")).replaceAll(" ").strip();
  }

  /** The words of {@link #normalised}. */
  public static List<String> normalisedWords(String text) {
    return cut(normalised(text), SPACE);
  }

  /** Runs of letters, marks and digits of any script, in lower case. */
  public static List<String> of(String text) {
    return cut(text.toLowerCase(Locale.ROOT), GAP);
  }

  /**
   * As {@code rouge_score} of google-research does it: runs of a-z and 0-9 in lower case; with stemming, words of four letters and more
   * are stemmed (Porter 1980).
   */
  public static List<String> rouge(String text, boolean stem) {
    List<String> words = cut(text.toLowerCase(Locale.ROOT), LATIN_GAP);
    return stem ? words.stream().map(stemmer()).toList() : words;
  }

  private static UnaryOperator<String> stemmer() {
    var porter = new PorterStemmer();
    return word -> {
      if (word.length() < SHORTEST_STEMMED) {
        return word;
      }
      porter.setCurrent(word);
      porter.stem();
      return porter.getCurrent();
    };
  }

  /** Cut at white space. */
  public static List<String> spaced(String text) {
    return cut(text, SPACE);
  }

  private static List<String> cut(String text, Pattern gap) {
    return Arrays.stream(gap.split(text)).filter(word -> !word.isEmpty()).toList();
  }
}
