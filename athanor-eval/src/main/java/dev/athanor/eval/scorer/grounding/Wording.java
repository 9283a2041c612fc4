package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.tartarus.snowball.ext.EnglishStemmer;

/** The words of a text as they are compared: stems, content words, negations, names. */
final class Wording {
  private static final CharArraySet STOP = EnglishAnalyzer.getDefaultStopSet();
  private static final Set<String> MORE_STOP =
      Set.of("also", "their", "there", "which", "who", "whom", "has", "have", "had",
          "can", "could", "may", "might", "would", "should", "do", "does", "did", "from", "its", "them", "he",
          "she", "his", "her",
          "we", "you", "your", "our", "us", "i", "my", "me", "been", "being", "were", "am", "so", "than",
          "while", "when", "where",
          "what", "how", "some", "any", "other", "s", "t", "including", "include", "based", "given",
          "passage", "passages",
          "provided", "according", "mentioned", "however", "overall", "additionally");
  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "never", "without", "none", "neither", "nor", "cannot",
          "lack", "lacks", "lacking", "unavailable", "unable", "isn", "doesn", "don", "didn", "wasn", "aren",
          "won", "hasn",
          "haven", "couldn", "wouldn", "weren", "fails", "failed", "absence", "denied", "denies");
  private static final Map<String, String> NUMBERS = Map.ofEntries(Map.entry("one", "1"),
      Map.entry("two", "2"),
      Map.entry("three", "3"), Map.entry("four", "4"), Map.entry("five", "5"), Map.entry("six", "6"),
      Map.entry("seven", "7"),
      Map.entry("eight", "8"), Map.entry("nine", "9"), Map.entry("ten", "10"), Map.entry("eleven", "11"),
      Map.entry("twelve", "12"), Map.entry("first", "1"), Map.entry("second", "2"), Map.entry("third", "3"),
      Map.entry("fourth", "4"), Map.entry("fifth", "5"), Map.entry("twice", "2"), Map.entry("dozen", "12"),
      Map.entry("hundred", "100"), Map.entry("thousand", "1000"), Map.entry("twenty", "20"),
      Map.entry("thirty", "30"));
  private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d])\\d[\\d,]*(?:\\.\\d+)?");
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{L}\\d,;:)\"”']\\s|\\()\\p{Lu}[\\p{L}\\p{M}'’-]+");
  private static final Pattern TRAILING = Pattern.compile("(\\.\\d*?)0+$|\\.$");

  private Wording() {}

  /** Stems of all words, in order. */
  static List<String> stems(String text) {
    var stemmer = new EnglishStemmer();
    return Words.of(text.replace("’", "'")).stream().map(word -> {
      stemmer.setCurrent(word);
      stemmer.stem();
      return stemmer.getCurrent();
    }).toList();
  }

  /** Stems of words that say something. */
  static List<String> content(String text) {
    var stemmer = new EnglishStemmer();
    return Words.of(text.replace("’", "'")).stream()
        .filter(word -> !STOP.contains(word) && !MORE_STOP.contains(word))
        .map(word -> {
          stemmer.setCurrent(word);
          stemmer.stem();
          return stemmer.getCurrent();
        }).toList();
  }

  static boolean negated(String text) {
    return Words.of(text.replace("’", "'")).stream().anyMatch(NEGATIONS::contains);
  }

  static boolean isNegation(String word) {
    return NEGATIONS.contains(word);
  }

  /** Numbers in digits, without separators of thousands and zeros at the end; in claims without words such as one, which mostly count nothing. */
  static Set<String> numbers(String text, boolean words) {
    Set<String> numbers = NUMBER.matcher(text).results()
        .map(each -> TRAILING.matcher(each.group().replace(",", "")).replaceAll("$1"))
        .map(each -> each.endsWith(".") ? each.substring(0, each.length() - 1) : each)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    Words.of(text).stream().filter(NUMBERS::containsKey)
        .filter(word -> words || !Set.of("one", "first", "second").contains(word))
        .map(NUMBERS::get).forEach(numbers::add);
    return numbers;
  }

  /** Words with a capital letter that do not begin a sentence, in lower case. */
  static Set<String> names(String text) {
    return NAME.matcher(text).results()
        .map(each -> String.join(" ", Words.of(each.group().replaceAll("['’]s$", ""))))
        .filter(name -> !name.isEmpty() && !STOP.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
