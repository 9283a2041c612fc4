package dev.athanor.knowledge.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, number or mark of a sentence as a person would part them.
 *
 * @param start where it starts in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param text as it stands there
 */
record Token(int start, int end, String text) {
  private static final Pattern TOKENS = Pattern.compile(
      "[$£€¥]?[\\p{N}]+(?:[.,:/'’×\\u2013-]?[\\p{N}]+)*[%½¼¾°]?(?:-?[\\p{L}\\p{M}]+)*"
          + "|[\\p{L}\\p{M}\\p{N}]+(?:[.'’&/\\u2010-\\u2013-][\\p{L}\\p{M}\\p{N}]+)*|[^\\s]");
  private static final Set<String> MONTHS =
      Set.of("january", "february", "march", "april", "may", "june", "july", "august",
          "september", "october", "november", "december");
  private static final Set<String> NUMBER_WORDS =
      Set.of("zero", "one", "two", "three", "four", "five", "six", "seven",
          "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
          "seventeen", "eighteen",
          "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
          "hundreds",
          "thousand", "thousands", "million", "millions", "billion", "billions", "trillion", "dozen", "half",
          "third", "quarter",
          "once", "twice", "several", "few");
  private static final Set<String> PREPOSITIONS =
      Set.of("in", "on", "at", "by", "for", "from", "to", "of", "with", "into",
          "during", "between", "through", "over", "under", "about", "around", "after", "before", "until",
          "since", "as", "near",
          "against", "within", "without", "among", "across", "along", "called", "named", "like", "including");
  private static final Set<String> ARTICLES =
      Set.of("the", "a", "an", "its", "his", "her", "their", "this", "these", "that",
          "those");
  private static final Set<String> BEING =
      Set.of("is", "are", "was", "were", "be", "been", "being", "has", "have", "had",
          "do", "does", "did", "can", "could", "will", "would", "may", "might", "must", "should", "became",
          "become", "becomes");
  private static final Set<String> CONJUNCTIONS =
      Set.of("and", "or", "but", "nor", "than", "because", "although", "while",
          "if", "when", "where", "which", "who", "whom", "whose", "how", "why", "what", "not", "so", "also",
          "then", "there",
          "he", "she", "it", "they", "we", "i", "you", "him", "them", "us");

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKENS.matcher(text);
    while (matcher.find()) {
      tokens.add(new Token(matcher.start(), matcher.end(), matcher.group()));
    }
    return tokens;
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isMark() {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  boolean hasDigit() {
    return text.codePoints().anyMatch(Character::isDigit);
  }

  boolean isCapitalised() {
    return Character.isUpperCase(text.codePointAt(0));
  }

  boolean isYear() {
    return text.length() >= 4 && text.substring(0, 4).chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.charAt(0) == '1' || text.charAt(0) == '2')
        && (text.length() == 4 || !Character.isDigit(text.charAt(4)));
  }

  boolean isMonth() {
    return isCapitalised() && MONTHS.contains(lower());
  }

  boolean isNumber() {
    return hasDigit() || NUMBER_WORDS.contains(lower());
  }

  /** The part that a word plays in a sentence, so far as a closed list of words tells. */
  String role() {
    if (isMark()) {
      return text.equals(",") ? "comma" : text.equals("(") || text.equals(")") ? "bracket" : "mark";
    }
    String word = lower();
    if (PREPOSITIONS.contains(word)) {
      return "preposition";
    }
    if (ARTICLES.contains(word)) {
      return "article";
    }
    if (BEING.contains(word)) {
      return "being";
    }
    if (CONJUNCTIONS.contains(word)) {
      return "conjunction";
    }
    return isNumber() ? "number" : isCapitalised() ? "name" : "word";
  }

  /** Whether an answer may start or end here. */
  boolean isContent() {
    return switch (role()) {
      case "number", "name", "word" -> true;
      default -> false;
    };
  }
}
