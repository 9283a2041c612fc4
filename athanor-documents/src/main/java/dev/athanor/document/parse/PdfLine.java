package dev.athanor.document.parse;

import java.util.List;

/**
 * A line of a PDF page.
 *
 * @param page from 0
 * @param size the font size that most of its characters have, in points
 * @param bold whether most of its characters are bold
 * @param startsParagraph whether it is set apart from the line before it
 * @param pieces the line in pieces that wide gaps part; one piece where there are none
 */
record PdfLine(int page, String text, float size, boolean bold, boolean startsParagraph, List<Piece> pieces) {

  /** Words that stand together on a line, and from where to where on the page, in points. */
  record Piece(String text, float left, float right) {
  }

  boolean sameStyle(PdfLine other) {
    return Math.abs(size - other.size) < 0.3f && bold == other.bold;
  }
}
