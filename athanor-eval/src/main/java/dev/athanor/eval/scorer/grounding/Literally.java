package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Words;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Whether words stand in a passage literally, whatever stands between them and however they are capitalised. */
final class Literally {
  /** Scripts that put no space between words, or none before what belongs to a word. */
  private static final Set<UnicodeScript> UNSPACED = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
      UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.THAI, UnicodeScript.LAO,
      UnicodeScript.KHMER,
      UnicodeScript.MYANMAR);

  private Literally() {}

  /** Whole words only: "13 days" does not stand in "113 days". What has no word stands nowhere. */
  static boolean stands(String said, String passage) {
    String words = squeezed(said);
    String all = squeezed(passage);
    if (words.isEmpty()) {
      return false;
    }
    for (int at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
      if (parted(all, at) && parted(all, at + words.length())) {
        return true;
      }
    }
    return false;
  }

  private static String squeezed(String text) {
    return String.join(" ", Words.of(text));
  }

  /** Whether one word ends here and another one may begin. */
  private static boolean parted(String text, int at) {
    return at == 0 || at == text.length() || free(text.codePointBefore(at)) || free(text.codePointAt(at));
  }

  private static boolean free(int character) {
    return character == ' ' || UNSPACED.contains(UnicodeScript.of(character));
  }
}
