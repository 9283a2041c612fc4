package dev.athanor.document.parse;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/**
 * Tells what a line says that is written from right to left. A page has its letters as they are seen; which of them comes first
 * is told by the bidirectional algorithm of Unicode (UAX 9), used backwards over the whole line.
 */
final class PdfDirection {

  private PdfDirection() {
  }

  /** Whether most of the letters are of a writing that goes from right to left. */
  static boolean isRightToLeft(String text) {
    int difference = text.codePoints().map(PdfDirection::vote).sum();
    return difference > 0;
  }

  private static int vote(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> 1;
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> -1;
      default -> 0;
    };
  }

  /** The letters of a line, or of a part of it, in the order in which they are read; gaps between them are spaces. */
  static String logical(List<TextPosition> glyphs) {
    List<TextPosition> seen = new ArrayList<>(glyphs);
    seen.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
    StringBuilder visual = new StringBuilder();
    float end = Float.MAX_VALUE;
    for (TextPosition glyph : seen) {
      if (glyph.getXDirAdj() - end > gap(glyph)) {
        visual.append(' ');
      }
      visual.append(asSeen(glyph.getUnicode()));
      end = glyph.getXDirAdj() + glyph.getWidthDirAdj();
    }
    return reordered(visual.toString());
  }

  private static float gap(TextPosition glyph) {
    float space = glyph.getWidthOfSpace();
    return Float.isFinite(space) && space > 0 ? space * 0.5f : glyph.getFontSizeInPt() * 0.15f;
  }

  /** A ligature is one glyph and several letters, of which the first is seen on the right. */
  private static String asSeen(String unicode) {
    String letters = plain(unicode);
    return letters.length() > 1 && isRightToLeft(letters) ? new StringBuilder(letters).reverse().toString()
        : letters;
  }

  /** Without ligatures and the forms that letters take on beside others, which Unicode has for old files only. */
  static String plain(String unicode) {
    return unicode.codePoints().anyMatch(PdfDirection::isForm) ? Normalizer.normalize(unicode,
        Normalizer.Form.NFKC) : unicode;
  }

  private static boolean isForm(int c) {
    return (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
  }

  /** Some files have brackets as they are seen, others as they are meant: it is what makes more of them stand right. */
  static String reordered(String visual) {
    String seen = reordered(visual, true);
    String meant = reordered(visual, false);
    return PdfBrackets.wrong(meant) < PdfBrackets.wrong(seen) ? meant : seen;
  }

  private static String reordered(String visual, boolean mirrors) {
    Bidi bidi = new Bidi(visual, Bidi.DIRECTION_RIGHT_TO_LEFT);
    int runs = bidi.getRunCount();
    byte[] levels = new byte[runs];
    Integer[] order = new Integer[runs];
    for (int i = 0; i < runs; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      order[i] = i;
    }
    Bidi.reorderVisually(levels, 0, order, 0, runs);
    StringBuilder logical = new StringBuilder();
    for (int run : order) {
      String part = visual.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
      logical.append(bidi.getRunLevel(run) % 2 == 1 ? backwards(part, mirrors) : part);
    }
    return logical.toString();
  }

  private static String backwards(String part, boolean mirrors) {
    StringBuilder backwards = new StringBuilder();
    new StringBuilder(part).reverse().codePoints().map(c -> mirrors ? PdfBrackets.partner(c) : c)
        .forEach(backwards::appendCodePoint);
    return backwards.toString();
  }
}
