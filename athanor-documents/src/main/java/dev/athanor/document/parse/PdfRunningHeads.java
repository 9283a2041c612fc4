package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out what stands at the edge of the pages: lines that come back, but for their numbers, on many pages (on every second
 * one, if left and right pages differ), and numbers that grow with the page.
 */
final class PdfRunningHeads {

  private static final int LINES_AT_EDGE = 2;
  private static final int FEWEST_PAGES = 3;
  private static final float EDGE = 0.12f;
  private static final int NO_NUMBER = Integer.MIN_VALUE;
  private static final Pattern NUMBER_ALONE =
      Pattern.compile(
          "(?i)(?:\\p{L}{1,8}\\.? |[-\u2013\u2014|] ?)?(\\d{1,5})(?: ?[-\u2013\u2014|]|(?: ?/ ?| (?:of|von|de|sur) )\\d{1,5})?");

  private PdfRunningHeads() {
  }

  static List<PdfPart> without(List<PdfPart> parts) {
    Map<Integer, List<PdfLine>> pages = new TreeMap<>();
    PdfBlocks.lines(parts)
        .forEach(line -> pages.computeIfAbsent(line.page(), _ -> new ArrayList<>()).add(line));
    if (pages.size() < FEWEST_PAGES) {
      return parts;
    }
    Map<String, Integer> pagesWith = new HashMap<>();
    Map<Integer, Integer> offsets = new HashMap<>();
    Set<PdfPart> atEdge = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<PdfLine> page : pages.values()) {
      List<PdfLine> edge = edge(page);
      atEdge.addAll(edge);
      edge.stream().map(line -> withoutNumbers(line.text())).distinct()
          .forEach(line -> pagesWith.merge(line, 1, Integer::sum));
      edge.stream().mapToInt(PdfRunningHeads::offset).filter(offset -> offset != NO_NUMBER).distinct()
          .forEach(offset -> offsets.merge(offset, 1, Integer::sum));
    }
    int enough = Math.max(FEWEST_PAGES, Math.ceilDiv(pages.size() * 2, 5));
    return parts.stream().filter(part -> !(atEdge.contains(part) && part instanceof PdfLine line
        && (pagesWith.getOrDefault(withoutNumbers(line.text()), 0) >= enough
            || offsets.getOrDefault(offset(line), 0) >= Math.min(FEWEST_PAGES, enough))))
        .toList();
  }

  /** How much a page's number is ahead of its place in the file; it is the same on all pages. */
  private static int offset(PdfLine line) {
    Matcher number = NUMBER_ALONE.matcher(line.text());
    return number.matches() ? Integer.parseInt(number.group(1)) - line.page() : NO_NUMBER;
  }

  private static List<PdfLine> edge(List<PdfLine> page) {
    List<PdfLine> edge = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      PdfLine line = page.get(i);
      boolean outermost = i < LINES_AT_EDGE || i >= page.size() - LINES_AT_EDGE;
      boolean atEdge = line.height() < EDGE || line.height() > 1 - EDGE;
      if (outermost || atEdge) {
        edge.add(line);
      }
    }
    return edge;
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("\\d+", "#");
  }
}
