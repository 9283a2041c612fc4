package dev.athanor.document.parse;

/**
 * A line of a PDF page.
 *
 * @param page from 0
 * @param size the font size that most of its characters have, in points
 * @param bold whether most of its characters are bold
 * @param startsParagraph whether it is set apart from the line before it
 */
record PdfLine(int page, String text, float size, boolean bold, boolean startsParagraph) {

  boolean sameStyle(PdfLine other) {
    return Math.abs(size - other.size) < 0.3f && bold == other.bold;
  }
}
