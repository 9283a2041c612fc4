package dev.athanor.eval.propose;

import dev.athanor.eval.dataset.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Leaves a date, a number or a name out of a sentence that can be understood alone (Taylor 1953, Cloze procedure). What is left out
 * stands nowhere else in the sentence nor in the headings over it.
 */
public final class ClozeQuestions {
  /** How its cases are tagged. */
  public static final String KIND = "cloze";

  private static final String GAP = "____";
  private static final int FEWEST_WORDS = 8;
  private static final int MOST_WORDS = 40;
  private static final String MONTH =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December"
          + "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)";
  private static final Pattern DATE = Pattern.compile("\\b(?:\\d{1,2}\\.? " + MONTH + "(?: \\d{4})?|" + MONTH
      + " \\d{1,2}(?:, \\d{4})?|" + MONTH + " \\d{4}|\\d{4}-\\d{2}-\\d{2})\\b");
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[\\s($€£])\\d+(?:[.,]\\d+)*(?![\\p{L}\\d/-])(?:\\s?%)?");
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{Ll},;] )\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3}");
  /** What they mean stands in the sentence before. */
  private static final Set<String> POINTING = Set.of("it", "its", "this", "that", "these", "those", "they",
      "their",
      "he", "his", "she", "her", "we", "our", "such", "however", "therefore", "thus", "also", "then", "there",
      "but", "and", "or", "so", "both", "here", "instead", "otherwise", "es", "dies", "diese", "dieser",
      "dieses",
      "er", "sie", "sein", "seine", "ihr", "ihre", "wir", "jedoch", "daher", "dann", "aber", "und", "oder",
      "dort",
      "hier", "solche", "beide");

  private ClozeQuestions() {}

  /** Of these sections, at most one for each sentence. */
  public static List<Case> of(List<Section> sections) {
    List<Case> cases = new ArrayList<>();
    for (Section section : sections) {
      for (Section.Sentence sentence : section.sentences()) {
        if (sentence.isProse() && standsAlone(sentence.text())) {
          gap(sentence.text(), section).ifPresent(gap -> cases.add(cloze(section, sentence, gap)));
        }
      }
    }
    return cases;
  }

  private static boolean standsAlone(String sentence) {
    String[] words = sentence.split(" ", -1);
    String first = words[0].replaceAll("[^\\p{L}\\d]", "").toLowerCase(Locale.ROOT);
    return words.length >= FEWEST_WORDS && words.length <= MOST_WORDS && sentence.endsWith(".")
        && Character.isUpperCase(sentence.codePointAt(0)) && !POINTING.contains(first)
        && !sentence.contains(GAP);
  }

  private static Optional<MatchResult> gap(String sentence, Section section) {
    String around = (section.title() + " " + String.join(" ", section.headings())).toLowerCase(Locale.ROOT);
    // In German every noun looks like a name.
    List<Pattern> kinds = section.isIn("de") ? List.of(DATE, NUMBER) : List.of(DATE, NUMBER, NAME);
    return kinds.stream()
        .flatMap(kind -> kind.matcher(sentence).results())
        .filter(found -> once(sentence, found.group())
            && !around.contains(found.group().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean once(String sentence, String part) {
    return sentence.indexOf(part) == sentence.lastIndexOf(part);
  }

  private static Case cloze(Section section, Section.Sentence sentence, MatchResult gap) {
    String text = sentence.text();
    String open = text.substring(0, gap.start()) + GAP + text.substring(gap.end());
    String question = section.isIn("de") ? "Was fehlt hier? " + open
        : section.isIn("en") ? "What is missing here? " + open : open;
    return Proposal.of(KIND, question, gap.group(), section, List.of(sentence));
  }
}
