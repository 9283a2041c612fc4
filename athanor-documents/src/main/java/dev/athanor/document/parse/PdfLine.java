package dev.athanor.document.parse;

import java.util.List;

/**
 * A line of a PDF page.
 *
 * @param size the font size that most of its characters have, in points
 * @param bold whether most of its characters are bold
 * @param startsParagraph whether it is set apart from the line before it
 * @param upright whether it is set as the page is read, and not along its side
 * @param height where on the page it stands: 0 at the upper edge, 1 at the lower one
 * @param words the words and their places, in the order in which they are read; empty once they are no longer needed
 */
record PdfLine(int page, String text, float size, boolean bold, boolean startsParagraph, boolean upright,
    float height, List<PdfWord> words) implements PdfPart {

  boolean sameStyle(PdfLine other) {
    return Math.abs(size - other.size) < 0.3f && bold == other.bold;
  }

  /** The same line without the places of its words, which take more memory than all else. */
  PdfLine withoutPlaces() {
    return new PdfLine(page, text, size, bold, startsParagraph, upright, height, List.of());
  }

  PdfLine startingParagraph(boolean starts) {
    return new PdfLine(page, text, size, bold, starts, upright, height, words);
  }

  /** The same line with some of its words. */
  PdfLine with(List<PdfWord> some, boolean startsNew) {
    String rest = String.join(" ", some.stream().map(PdfWord::text).toList());
    return new PdfLine(page, rest, size, bold, startsNew, upright, height, List.copyOf(some));
  }
}
