package dev.athanor.document.parse;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Has PDFBox find the lines of all pages and keeps how each one is set. */
final class PdfLines extends PDFTextStripper {

  private static final int BOLD_WEIGHT = 600;
  /** In parts of the font size; the widest space of justified text is about half as wide. */
  private static final float WIDE_GAP = 0.95f;

  private final List<PdfLine> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final List<PdfLine.Piece> pieces = new ArrayList<>();
  private final Map<Float, Integer> sizes = new HashMap<>();
  private int bold;
  private int characters;
  private boolean startsParagraph;

  private PdfLines() {
    setSuppressDuplicateOverlappingText(true);
  }

  static List<PdfLine> of(PDDocument pdf) throws IOException {
    PdfLines lines = new PdfLines();
    lines.writeText(pdf, Writer.nullWriter());
    lines.endLine();
    return lines.lines;
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    line.append(text);
    addPiece(text, positions);
    for (TextPosition position : positions) {
      sizes.merge((float) Math.round(position.getFontSizeInPt() * 2) / 2, 1, Integer::sum);
      bold += isBold(position.getFont()) ? 1 : 0;
      characters++;
    }
  }

  /** A word belongs to the piece before it unless the gap between them is wider than one between words ever is. */
  private void addPiece(String text, List<TextPosition> positions) {
    if (positions.isEmpty() || text.isBlank()) {
      return;
    }
    float left = Float.MAX_VALUE;
    float right = 0;
    for (TextPosition position : positions) {
      left = Math.min(left, position.getXDirAdj());
      right = Math.max(right, position.getXDirAdj() + position.getWidthDirAdj());
    }
    if (!pieces.isEmpty()) {
      PdfLine.Piece before = pieces.getLast();
      float gap = Math.max(left - before.right(), before.left() - right);
      if (gap < positions.getFirst().getFontSizeInPt() * WIDE_GAP) {
        pieces.set(pieces.size() - 1,
            new PdfLine.Piece(before.text() + " " + text, Math.min(left, before.left()),
                Math.max(right, before.right())));
        return;
      }
    }
    pieces.add(new PdfLine.Piece(text, left, right));
  }

  @Override
  protected void writeWordSeparator() {
    line.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() throws IOException {
    super.writeParagraphStart();
    endLine();
    startsParagraph = true;
  }

  @Override
  protected void writeParagraphEnd() throws IOException {
    endLine();
    super.writeParagraphEnd();
  }

  @Override
  protected void writePageEnd() {
    endLine();
    startsParagraph = true;
  }

  private void endLine() {
    String text = ExtractedText.oneLine(line.toString());
    if (!text.isEmpty()) {
      float size = sizes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(
          0f);
      lines.add(new PdfLine(getCurrentPageNo() - 1, text, size, bold * 2 > characters, startsParagraph, List
          .copyOf(pieces)));
      startsParagraph = false;
    }
    line.setLength(0);
    sizes.clear();
    pieces.clear();
    bold = 0;
    characters = 0;
  }

  private static boolean isBold(PDFont font) {
    PDFontDescriptor descriptor = font.getFontDescriptor();
    boolean heavy = descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight()
        >= BOLD_WEIGHT);
    String name = font.getName() == null ? "" : font.getName().toLowerCase(Locale.ROOT);
    boolean ofTex = name.contains("cmbx") || name.contains("sfbx");
    return heavy || ofTex || name.contains("bold") || name.contains("black") || name.contains("heavy");
  }
}
