package dev.athanor.embedders;

import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.json.Hash;
import dev.athanor.model.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a text what the model sees: the prefix before it, and its end cut off where it is too long. How many tokens a text has is
 * an estimate here, at times a third too low; so no more than three quarters of what the model reads are used.
 *
 * @param texts how
 */
record Prepared(Texts texts) {
  private static final int SHOWN = 8;

  String passage(String text) {
    return cut(texts.passage() + text);
  }

  String question(String text) {
    return cut(texts.question() + text);
  }

  private String cut(String text) {
    int most = Math.max(1, texts.tokens() * 3 / 4);
    if (Tokens.of(text) <= most) {
      return text;
    }
    int fits = 0;
    int tooLong = text.length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (Tokens.of(text.substring(0, middle)) <= most) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    boolean amidCharacter = fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1));
    return text.substring(0, amidCharacter ? fits - 1 : fits);
  }

  /** What of it decides a vector, as part of a version. */
  String version() {
    List<String> parts = new ArrayList<>();
    if (!texts.question().isEmpty()) {
      parts.add("+question-" + brief(texts.question()));
    }
    if (!texts.passage().isEmpty()) {
      parts.add("+passage-" + brief(texts.passage()));
    }
    return String.join("", parts) + "+cut-" + texts.tokens();
  }

  private static String brief(String text) {
    return Hash.of(text).hex().substring(0, SHOWN);
  }
}
