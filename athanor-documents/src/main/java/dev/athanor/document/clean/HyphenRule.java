package dev.athanor.document.clean;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts words together that were cut at the end of a line. The hyphen stays where the document writes the word with one
 * elsewhere, and everything stays where the second half is a word that such hyphens wait for ("Vor- und Nachteile").
 */
final class HyphenRule implements Rule {
  /** The second half of a word is not a word of its own after a hyphen that stands for something left out. */
  private static final Pattern CUT =
      Pattern.compile("(\\p{L}++)(?<=\\p{Ll})[-\u2010][ \\t]*+\\r?\\n[ \\t]*+(\\p{Ll}++)");
  private static final Set<String> WAITED_FOR =
      Set.of("and", "or", "to", "und", "oder", "bis", "sowie", "noch", "et",
          "ou", "y", "o", "e", "en", "of", "och", "og");
  private static final Pattern HYPHENATED = Pattern.compile("\\p{L}++(?:-\\p{L}++)++");

  @Override
  public boolean mayFind(String text) {
    for (int i = text.indexOf('\n'); i > 0; i = text.indexOf('\n', i + 1)) {
      int before = i - 1;
      while (before > 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\r' || text.charAt(before)
          == '\t')) {
        before--;
      }
      if (text.charAt(before) == '-' || text.charAt(before) == '\u2010') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void look(Piece piece, Found found) {
    if (!piece.isProse()) {
      return;
    }
    Matcher cut = CUT.matcher(piece.text()).region(piece.start(), piece.end());
    Set<String> hyphenated = null;
    while (cut.find()) {
      if (WAITED_FOR.contains(cut.group(2))) {
        continue;
      }
      if (hyphenated == null) {
        hyphenated = hyphenated(piece.text());
      }
      int gap = cut.end(1);
      int second = cut.start(2);
      boolean compound = hyphenated.contains((cut.group(1) + "-" + cut.group(2)).toLowerCase(Locale.ROOT));
      found.replace(gap, second, compound ? "-" : "", "hyphenation");
    }
  }

  private static Set<String> hyphenated(String text) {
    Set<String> words = new HashSet<>();
    Matcher word = HYPHENATED.matcher(text);
    while (word.find()) {
      words.add(word.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
