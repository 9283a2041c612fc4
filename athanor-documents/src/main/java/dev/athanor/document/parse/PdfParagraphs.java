package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts lines together that PDFBox takes for paragraphs of their own: text with wide leading, and text from right to left. A line
 * goes on with the one before it if both begin at the same edge, the one before it is full, and they are no further apart than
 * lines of the page mostly are.
 */
final class PdfParagraphs {

  private static final float SAME_EDGE = 2;
  /** In parts of the font size: how far the first line of a paragraph is mostly set in. */
  private static final float INDENT = 3;
  private static final float SAME_STEP = 1.15f;
  private static final float FULL = 0.88f;

  private PdfParagraphs() {
  }

  static List<PdfLine> joined(List<PdfLine> lines) {
    List<Float> steps = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (isBelow(lines.get(i - 1), lines.get(i))) {
        steps.add(step(lines.get(i - 1), lines.get(i)));
      }
    }
    if (steps.size() < 2) {
      return lines;
    }
    float usual = steps.stream().sorted().toList().get(Math.floorDiv(steps.size(), 2)) * SAME_STEP;
    List<PdfLine> joined = new ArrayList<>(lines);
    for (int i = 1; i < lines.size(); i++) {
      PdfLine before = lines.get(i - 1);
      PdfLine line = lines.get(i);
      if (line.startsParagraph() && isBelow(before, line) && step(before, line) <= usual
          && isFull(lines, i - 1)) {
        joined.set(i, line.startingParagraph(false));
      }
    }
    return joined;
  }

  private static boolean isBelow(PdfLine above, PdfLine line) {
    if (above.words().isEmpty() || line.words().isEmpty() || !above.upright() || !line.upright()
        || !above.sameStyle(
            line)) {
      return false;
    }
    boolean rightToLeft = PdfDirection.isRightToLeft(line.text());
    float indent = rightToLeft ? right(line) - right(above) : left(above) - left(line);
    boolean mayBegin = above.startsParagraph() && indent < line.size() * INDENT;
    return indent > -SAME_EDGE && (indent < SAME_EDGE || mayBegin) && step(above, line) > 0;
  }

  /** Whether a line is about as long as the longest around it. */
  private static boolean isFull(List<PdfLine> lines, int at) {
    double longest = lines.subList(Math.max(0, at - 3), Math.min(lines.size(), at + 4)).stream()
        .filter(line -> !line.words().isEmpty()).mapToDouble(line -> right(line) - left(line)).max()
        .orElse(0);
    return right(lines.get(at)) - left(lines.get(at)) > longest * FULL;
  }

  private static float left(PdfLine line) {
    return (float) line.words().stream().mapToDouble(PdfWord::left).min().orElse(0);
  }

  private static float right(PdfLine line) {
    return (float) line.words().stream().mapToDouble(PdfWord::right).max().orElse(0);
  }

  private static float step(PdfLine above, PdfLine line) {
    return line.words().getFirst().baseline() - above.words().getFirst().baseline();
  }
}
