package dev.athanor.system.rag;

import dev.athanor.knowledge.answer.Source;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.retrieve.Passage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in a piece of evidence what bears a claim out. */
final class Support {
  private static final List<String> ALIKE = List.of("'’‘‚`´", "\"“”„«»″", "-‐‑‒–—−");

  private Support() {}

  /**
   * Where a quote stands. White space, the kind of quotation marks and the length of dashes make no difference, nor do dots where
   * it was cut off.
   */
  static Optional<Passage> quote(Evidence evidence, String quote) {
    String words = quote.strip().replaceAll("^(?:…|\\.\\.\\.)\\s*|\\s*(?:…|\\.\\.\\.)$", "");
    if (words.isBlank()) {
      return Optional.empty();
    }
    String pattern = Pattern.compile("\\s+").splitAsStream(words).map(Support::loosely)
        .collect(Collectors.joining("\\s+"));
    Matcher found = Pattern.compile(pattern).matcher(evidence.text().text());
    return found.find() ? Optional.of(part(evidence.text(), found.start(), found.end())) : Optional.empty();
  }

  private static String loosely(String word) {
    return word.codePoints().mapToObj(Character::toString)
        .map(each -> ALIKE.stream().filter(alike -> alike.contains(each))
            .findFirst().map(alike -> "[" + Pattern.quote(alike) + "]").orElseGet(() -> Pattern.quote(each)))
        .collect(
            Collectors.joining());
  }

  private static Passage part(Passage passage, int from, int to) {
    String text = passage.text();
    int start = passage.start() + text.codePointCount(0, from);
    return new Passage(start, start + text.codePointCount(from, to), text.substring(from, to));
  }

  /** The sentence that shares the most words with a claim, the shorter one of two; the whole if none shares any. */
  static Passage sentence(Evidence evidence, String claim) {
    Set<String> wanted = forms(claim);
    Passage best = evidence.text();
    int shared = 0;
    int length = 0;
    for (Passage each : new Source(evidence.place(), evidence.text(), 0).sentences()) {
      Set<String> common = forms(each.text());
      int words = common.size();
      common.retainAll(wanted);
      if (common.size() > shared || (common.size() == shared && shared > 0 && words < length)) {
        best = each;
        shared = common.size();
        length = words;
      }
    }
    return best;
  }

  private static Set<String> forms(String text) {
    return IndexedWord.of(text).stream().map(IndexedWord::form)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
