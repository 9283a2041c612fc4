package dev.athanor.document.parse;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes headings, list items and paragraphs of the lines of a PDF. */
final class PdfBlocks {

  private static final float LARGER = 1.12f;
  private static final int LONGEST_HEADING = 150;
  private static final int DEEPEST_HEADING = 6;
  private static final Pattern BULLET = Pattern.compile(
      "[\u2022\u25CF\u25AA\u25A0\u25E6\u2023\u2043\u00B7\u2013]\\s.*");
  private static final Pattern HYPHENATED = Pattern.compile("(?s).*\\p{Ll}-");

  private static final int LONGEST_BOLD_HEADING = 90;
  private static final Pattern NO_HEADING = Pattern.compile("(?i)(table|figure|fig\\.)\\s.*|.*[.,;:|]");

  private final ExtractedText text;
  private boolean bodyIsBold;

  PdfBlocks(ExtractedText text) {
    this.text = text;
  }

  void add(List<PdfPart> all) {
    List<PdfPart> parts = PdfRunningHeads.without(all);
    List<PdfLine> lines = lines(parts);
    float body = bodySize(lines);
    bodyIsBold = lines.stream().mapToInt(line -> line.bold() ? line.text().length() : -line.text().length())
        .sum() > 0;
    List<Float> headingSizes = lines.stream().filter(line -> isHeading(line, body)).map(PdfLine::size)
        .distinct()
        .sorted(Comparator.reverseOrder()).toList();
    int from = 0;
    for (int i = 0; i <= parts.size(); i++) {
      if (i == parts.size() || parts.get(i) instanceof PdfPart.Table) {
        addLines(lines(parts.subList(from, i)), body, headingSizes);
        from = i + 1;
      }
      if (i < parts.size() && parts.get(i) instanceof PdfPart.Table table) {
        text.table(table.rows());
      }
    }
  }

  static List<PdfLine> lines(List<PdfPart> parts) {
    return parts.stream().filter(PdfLine.class::isInstance).map(PdfLine.class::cast).toList();
  }

  private void addLines(List<PdfLine> lines, float body, List<Float> headingSizes) {
    int at = 0;
    while (at < lines.size()) {
      boolean heading = isHeading(lines.get(at), body) && !isBoldText(lines, at, body);
      int end = at + 1;
      while (end < lines.size() && continues(lines.get(end - 1), lines.get(end), heading, body)) {
        end++;
      }
      String block = joined(lines.subList(at, end));
      if (heading && block.length() <= LONGEST_HEADING) {
        int larger = headingSizes.indexOf(lines.get(at).size());
        text.heading(Math.min((larger < 0 ? headingSizes.size() : larger) + 1, DEEPEST_HEADING), block);
      } else if (BULLET.matcher(block).matches()) {
        text.item(0, "", block);
      } else {
        text.paragraph(block);
      }
      at = end;
    }
  }

  private boolean continues(PdfLine before, PdfLine line, boolean heading, float body) {
    if (heading) {
      boolean sameHeading = isHeading(line, body) || (!line.startsParagraph() && !isLarge(before, body));
      return line.page() == before.page() && before.sameStyle(line) && sameHeading;
    }
    boolean runsOnToNextPage = line.page() != before.page() && endsOpen(before.text())
        && Character.isLowerCase(line.text().codePointAt(0));
    boolean apart = line.startsParagraph() && !runsOnToNextPage;
    return !apart && !isHeading(line, body) && !BULLET.matcher(line.text()).matches();
  }

  private static boolean endsOpen(String text) {
    return Character.isLetter(text.codePointBefore(text.length())) || text.endsWith("-") || text.endsWith(
        ",");
  }

  private boolean isHeading(PdfLine line, float body) {
    return isLarge(line, body) || isBoldAlone(line, body);
  }

  private static boolean isLarge(PdfLine line, float body) {
    return says(line) && line.text().length() <= LONGEST_HEADING && line.size() >= body * LARGER;
  }

  /** A short bold line set apart in a text that is not bold, and no caption or sentence. */
  private boolean isBoldAlone(PdfLine line, float body) {
    return line.bold() && !bodyIsBold && line.startsParagraph() && says(line) && line.size() >= body - 0.6f
        && line.text().length() <= LONGEST_BOLD_HEADING && !NO_HEADING.matcher(line.text()).matches();
  }

  /** Whether the line begins a bold paragraph that is too long for a heading. */
  private boolean isBoldText(List<PdfLine> lines, int at, float body) {
    PdfLine first = lines.get(at);
    int length = first.text().length();
    int end = at + 1;
    while (end < lines.size() && !lines.get(end).startsParagraph() && lines.get(end).sameStyle(first)
        && length <= LONGEST_HEADING) {
      length += lines.get(end).text().length();
      end++;
    }
    boolean sentence = end > at + 1 && NO_HEADING.matcher(lines.get(end - 1).text()).matches();
    return !isLarge(first, body) && (length > LONGEST_HEADING || sentence);
  }

  private static boolean says(PdfLine line) {
    return line.text().codePoints().filter(Character::isLetter).limit(2).count() == 2;
  }

  /** Words cut at a line end are put together again. */
  private static String joined(List<PdfLine> lines) {
    StringBuilder block = new StringBuilder();
    for (PdfLine line : lines) {
      boolean cut = HYPHENATED.matcher(block).matches() && Character.isLowerCase(line.text().codePointAt(0));
      if (cut) {
        block.setLength(block.length() - 1);
      } else if (!block.isEmpty()) {
        block.append(' ');
      }
      block.append(line.text());
    }
    return block.toString();
  }

  /** The size in which most of the text is set. */
  private static float bodySize(List<PdfLine> lines) {
    Map<Float, Integer> characters = new HashMap<>();
    lines.forEach(line -> characters.merge(line.size(), line.text().length(), Integer::sum));
    return characters.entrySet().stream()
        .max(Map.Entry.<Float, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).orElse(0f);
  }
}
