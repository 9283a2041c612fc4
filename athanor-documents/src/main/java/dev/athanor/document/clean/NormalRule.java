package dev.athanor.document.clean;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Brings prose and tables to Unicode normal form C, and takes typographic ligatures apart, so that a word is found however it
 * was typed or set. Code stays as it is: two names that look the same may be two. The compatibility form (KC) would
 * make {@code x²} into {@code x2}.
 */
final class NormalRule implements Rule {
  private static final String[] LIGATURES = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  private static final char FIRST_LIGATURE = '\uFB00';
  private static final char LAST_LIGATURE = '\uFB06';

  @Override
  public boolean mayFind(String text) {
    return hasLigature(text) || !Normalizer.isNormalized(text, Form.NFC);
  }

  private static boolean hasLigature(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLigature(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLigature(char c) {
    return c >= FIRST_LIGATURE && c <= LAST_LIGATURE;
  }

  @Override
  public void look(Piece piece, Found found) {
    if (piece.nature() == Piece.Nature.CODE || piece.nature() == Piece.Nature.BETWEEN) {
      return;
    }
    String text = piece.text().substring(piece.start(), piece.end());
    if (!mayFind(text)) {
      return;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int start = characters.first();
    for (int end = characters.next(); end != BreakIterator.DONE; start = end, end = characters.next()) {
      character(text, start, end, piece.start(), found);
    }
  }

  private static void character(String text, int start, int end, int offset, Found found) {
    char first = text.charAt(start);
    if (end - start == 1 && first < 0x300) {
      return;
    }
    if (isLigature(first)) {
      found.replace(offset + start, offset + start + 1, LIGATURES[first - FIRST_LIGATURE], "ligatures");
      return;
    }
    String character = text.substring(start, end);
    String composed = Normalizer.normalize(character, Form.NFC);
    if (!composed.equals(character)) {
      found.replace(offset + start, offset + end, composed, "unicode-normalised");
    }
  }
}
