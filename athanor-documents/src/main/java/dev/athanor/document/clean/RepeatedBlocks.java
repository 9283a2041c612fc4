package dev.athanor.document.clean;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a text has of its printed pages: page numbers, and the lines that come back beside them. The text keeps them, but
 * they are no blocks any more, and so in no chunk. Page numbers are believed where three or more rise through the document,
 * a repeated line where it stands three times beside a page number or a page break: a line that merely comes back
 * ("Example:") is text.
 */
final class RepeatedBlocks {
  private static final int FEWEST = 3;
  private static final int LONGEST = 120;
  private static final Pattern PAGE = Pattern.compile(
      "(?iu)[-–—\\[(|]?\\s*(?:page|pages|p\\.|pg\\.|seite|s\\.|página|pagina|blatt|sida|side|strona)?\\s*(\\d{1,4})\\s*(?:(?:of|von|/|de|di|sur|av|z)\\s*\\d{1,4})?\\s*[-–—\\])|]?");

  private final String text;
  private final List<Block> blocks;
  private final Set<Integer> dropped = new HashSet<>();

  RepeatedBlocks(String text, List<Block> blocks) {
    this.text = text;
    this.blocks = blocks;
  }

  /** The blocks that are text; the same list if all are. */
  List<Block> kept(Found found) {
    Set<Integer> numbers = pageNumbers();
    if (numbers.isEmpty() && text.indexOf('\f') < 0) {
      return blocks;
    }
    numbers.forEach(_ -> found.count("page-numbers"));
    dropped.addAll(numbers);
    repeated(numbers).forEach(each -> {
      dropped.add(each);
      found.count("repeated-headers");
    });
    if (dropped.isEmpty()) {
      return blocks;
    }
    List<Block> kept = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (!dropped.contains(i)) {
        kept.add(blocks.get(i));
      }
    }
    return kept;
  }

  /** The blocks that hold a page number, if these rise by little from one to the next. */
  private Set<Integer> pageNumbers() {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Matcher page = isShort(i) ? PAGE.matcher(says(i)) : null;
      if (page != null && page.matches()) {
        numbers.put(i, Integer.valueOf(page.group(1)));
        order.add(i);
      }
    }
    Set<Integer> rising = new HashSet<>();
    for (int i = 0; i < order.size(); i++) {
      int number = numbers.getOrDefault(order.get(i), 0);
      boolean before = i > 0 && follows(numbers.getOrDefault(order.get(i - 1), 0), number);
      boolean after = i + 1 < order.size() && follows(number, numbers.getOrDefault(order.get(i + 1), 0));
      boolean apart = i == 0 || order.get(i) > order.get(i - 1) + 1;
      if ((before || after) && apart) {
        rising.add(order.get(i));
      }
    }
    return rising.size() >= FEWEST ? rising : Set.of();
  }

  private static boolean follows(int number, int next) {
    return next > number && next <= number + 2;
  }

  private Set<Integer> repeated(Set<Integer> numbers) {
    Map<String, List<Integer>> at = new HashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (isShort(i) && !numbers.contains(i) && isAtEdge(i, numbers)) {
        at.computeIfAbsent(says(i).replaceAll("\\d+", "#"), _ -> new ArrayList<>()).add(i);
      }
    }
    Set<Integer> repeated = new HashSet<>();
    at.values().stream().filter(places -> places.size() >= FEWEST).forEach(repeated::addAll);
    return repeated;
  }

  private boolean isAtEdge(int i, Set<Integer> numbers) {
    return numbers.contains(i - 1) || numbers.contains(i + 1) || breaks(i - 1, i) || breaks(i, i + 1);
  }

  /** Whether a page ends between two blocks. */
  private boolean breaks(int one, int other) {
    int from = one < 0 ? 0 : blocks.get(one).span().end();
    int to = other >= blocks.size() ? text.length() : blocks.get(other).span().start();
    return text.indexOf('\f', from, to) >= 0;
  }

  private boolean isShort(int i) {
    Block block = blocks.get(i);
    boolean plain = block instanceof Block.Paragraph || block instanceof Block.Heading;
    return plain && block.span().length() <= LONGEST;
  }

  private String says(int i) {
    Span span = blocks.get(i).span();
    return span.of(text).strip();
  }
}
