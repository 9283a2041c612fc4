package dev.athanor.document.parse;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Has PDFBox find the lines of all pages and keeps how each one is set. */
final class PdfLines extends PDFTextStripper {

  private static final int BOLD_WEIGHT = 600;

  private final List<PdfPart> parts = new ArrayList<>();
  private final List<PdfLine> page = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final List<TextPosition> glyphs = new ArrayList<>();
  private final List<PdfWord> words = new ArrayList<>();
  private boolean startsParagraph;

  private PdfLines() {
    setSuppressDuplicateOverlappingText(true);
  }

  /** All lines and tables, page by page in the order in which they are read. */
  static List<PdfPart> of(PDDocument pdf) throws IOException {
    PdfLines lines = new PdfLines();
    lines.writeText(pdf, Writer.nullWriter());
    return lines.parts;
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    glyphs.addAll(positions);
    int before = words.size();
    boolean jumped = false;
    List<TextPosition> word = new ArrayList<>();
    for (TextPosition position : positions) {
      boolean jumps = !word.isEmpty() && jumps(word.getLast(), position);
      jumped |= jumps;
      if (jumps || position.getUnicode().isBlank()) {
        addWord(word);
      }
      if (!position.getUnicode().isBlank()) {
        word.add(position);
      }
    }
    addWord(word);
    line.append(
        jumped ? String.join(" ", words.subList(before, words.size()).stream().map(PdfWord::text).toList())
            : text);
  }

  /** Whether a letter stands elsewhere than beside the one before it, so that both can't be of the same word. */
  private static boolean jumps(TextPosition before, TextPosition next) {
    float size = Math.max(before.getFontSizeInPt(), 1);
    float gap = Math.max(next.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj(),
        before.getXDirAdj() - next.getXDirAdj() - next.getWidthDirAdj());
    return gap > size || Math.abs(next.getYDirAdj() - before.getYDirAdj()) > size;
  }

  private void addWord(List<TextPosition> word) {
    if (word.isEmpty()) {
      return;
    }
    float left = Float.MAX_VALUE;
    float right = 0;
    StringBuilder letters = new StringBuilder();
    for (TextPosition position : word) {
      left = Math.min(left, position.getXDirAdj());
      right = Math.max(right, position.getXDirAdj() + position.getWidthDirAdj());
      letters.append(position.getUnicode());
    }
    String text =
        ExtractedText.oneLine(PdfDirection.isRightToLeft(letters.toString()) ? PdfDirection.logical(word)
            : PdfDirection.plain(letters.toString()));
    if (!text.isEmpty()) {
      TextPosition first = word.getFirst();
      words.add(new PdfWord(text, left, right, first.getYDirAdj(), first.getFontSizeInPt()));
    }
    word.clear();
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
  protected void endPage(PDPage ended) throws IOException {
    endLine();
    startsParagraph = true;
    parts.addAll(PdfTables.of(PdfParagraphs.joined(PdfColumns.ordered(page)), ended));
    page.clear();
  }

  private void endLine() {
    boolean rightToLeft = PdfDirection.isRightToLeft(line.toString());
    String text = ExtractedText.oneLine((rightToLeft ? PdfDirection.logical(glyphs) : line.toString())
        .replaceFirst("[\u00AD\u2010]\\s*$", "-"));
    if (!text.isEmpty()) {
      page.add(line(text));
      startsParagraph = false;
    }
    line.setLength(0);
    glyphs.clear();
    words.clear();
  }

  private PdfLine line(String text) {
    Map<Float, Integer> sizes = new HashMap<>();
    int bold = 0;
    for (TextPosition glyph : glyphs) {
      sizes.merge((float) Math.round(glyph.getFontSizeInPt() * 2) / 2, 1, Integer::sum);
      bold += isBold(glyph.getFont()) ? 1 : 0;
    }
    float size =
        sizes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0f);
    PDPage on = getCurrentPage();
    boolean upright = glyphs.stream().allMatch(glyph -> glyph.getDir() == on.getRotation() % 360);
    float tall = on.getRotation() % 180 == 0 ? on.getCropBox().getHeight() : on.getCropBox().getWidth();
    float height = words.isEmpty() ? 0.5f : Math.clamp(words.getFirst().baseline() / tall, 0, 1);
    return new PdfLine(getCurrentPageNo() - 1, text, size, bold * 2 > glyphs.size(), startsParagraph, upright,
        height, List.copyOf(words));
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
