package dev.athanor.document.parse;

import dev.athanor.document.parse.PdfRules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Finds the tables of a page that rules are drawn for: in both directions, or only above, below and between rows. Frames around
 * text, charts and the lines below page heads are no tables: too few of their cells say something, or too few are short.
 */
final class PdfRuled {

  private static final float TOUCHING = 3;
  private static final float SAME_END = 6;
  private static final float SHORTEST = 40;
  private static final int MOST_RULES = 3_000;
  private static final int MOST_WORDS_OF_A_CELL = 150;

  private final List<PdfWord> words;
  private final List<Rule> loose = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();

  private PdfRuled(List<PdfWord> words) {
    this.words = words;
  }

  /** A table, and the words that are in it. */
  record Found(List<List<String>> rows, List<PdfWord> words) {
  }

  static List<Found> in(PdfRules.Found rules, List<PdfWord> words) {
    PdfRuled ruled = new PdfRuled(words);
    if (rules.horizontal().size() + rules.vertical().size() <= MOST_RULES) {
      ruled.crossing(rules);
      ruled.stacked();
    }
    return ruled.found;
  }

  /** Rules that touch each other, directly or over others, draw one table or none. */
  private void crossing(PdfRules.Found rules) {
    List<Rule> across = new ArrayList<>(rules.horizontal());
    List<Rule> down = new ArrayList<>(rules.vertical());
    loose.addAll(
        across.stream().filter(rule -> down.stream().noneMatch(other -> touch(rule, other))).toList());
    across.removeAll(loose);
    while (!across.isEmpty()) {
      List<Rule> horizontal = new ArrayList<>(List.of(across.removeFirst()));
      List<Rule> vertical = new ArrayList<>();
      for (int h = 0, v = 0; h < horizontal.size() || v < vertical.size();) {
        if (h < horizontal.size()) {
          Rule rule = horizontal.get(h++);
          move(down, vertical, other -> touch(rule, other));
        } else {
          Rule rule = vertical.get(v++);
          move(across, horizontal, other -> touch(other, rule));
        }
      }
      if (!addGrid(horizontal, vertical)) {
        loose.addAll(horizontal);
      }
    }
  }

  private static void move(List<Rule> from, List<Rule> to, Predicate<Rule> which) {
    List<Rule> moved = from.stream().filter(which).toList();
    from.removeAll(moved);
    to.addAll(moved);
  }

  private static boolean touch(Rule horizontal, Rule vertical) {
    return vertical.at() >= horizontal.from() - TOUCHING && vertical.at() <= horizontal.to() + TOUCHING
        && horizontal.at() >= vertical.from() - TOUCHING && horizontal.at() <= vertical.to() + TOUCHING;
  }

  private boolean addGrid(List<Rule> horizontal, List<Rule> vertical) {
    List<PdfWord> inside = inside(
        Math.min(least(horizontal, Rule::from), least(vertical, Rule::at)),
        Math.max(most(horizontal, Rule::to), most(vertical, Rule::at)),
        Math.min(least(horizontal, Rule::at), least(vertical, Rule::from)),
        Math.max(most(horizontal, Rule::at), most(vertical, Rule::to)));
    Optional<List<List<String>>> rows = PdfGrid.rows(horizontal, vertical, inside).map(PdfRuled::dense);
    return rows.isPresent() && add(rows.get(), inside);
  }

  private static double least(List<Rule> rules, ToDoubleFunction<Rule> part) {
    return rules.stream().mapToDouble(part).min().orElse(Double.MAX_VALUE);
  }

  private static double most(List<Rule> rules, ToDoubleFunction<Rule> part) {
    return rules.stream().mapToDouble(part).max().orElse(0);
  }

  private List<PdfWord> inside(double left, double right, double top, double bottom) {
    return words.stream().filter(word -> word.center() > left - TOUCHING && word.center() < right + TOUCHING
        && word.middle() > top && word.middle() < bottom).toList();
  }

  /** Rules of the same length, one below the other, with words in columns between them. */
  private void stacked() {
    List<Rule> left = new ArrayList<>(loose.stream().filter(rule -> rule.length() >= SHORTEST)
        .sorted(Comparator.comparingDouble(Rule::at)).toList());
    while (left.size() > 1) {
      Rule first = left.getFirst();
      List<Rule> stack = left.stream().filter(rule -> Math.abs(rule.from() - first.from()) <= SAME_END
          && Math.abs(rule.to() - first.to()) <= SAME_END).toList();
      left.removeAll(stack);
      addStacks(stack);
    }
  }

  private void addStacks(List<Rule> rules) {
    List<Rule> stack = new ArrayList<>();
    for (Rule rule : rules) {
      if (!stack.isEmpty() && !isTabular(between(stack.getLast(), rule))) {
        addStack(stack);
        stack.clear();
      }
      stack.add(rule);
    }
    addStack(stack);
  }

  private List<List<PdfWord>> between(Rule above, Rule below) {
    return PdfWord.lines(inside(above.from(), above.to(), above.at(), below.at())).stream()
        .map(PdfWord::sortedPieces).toList();
  }

  /** Whether most lines are cut into pieces, of which many are too short for the lines of running text. */
  private static boolean isTabular(List<List<PdfWord>> lines) {
    long cut = lines.stream().filter(line -> line.size() > 1).count();
    return cut > 0 && cut * 2 >= lines.size() && PdfUnruled.areShort(lines);
  }

  private void addStack(List<Rule> rules) {
    if (rules.size() < 2) {
      return;
    }
    List<List<List<PdfWord>>> bands = new ArrayList<>();
    for (int i = 1; i < rules.size(); i++) {
      bands.add(between(rules.get(i - 1), rules.get(i)));
    }
    List<List<PdfWord>> lines = bands.stream().flatMap(List::stream).toList();
    PdfAligned aligned = new PdfAligned(lines);
    if (aligned.columns() < 2 || lines.size() < 3 || !aligned.fits(lines)) {
      return;
    }
    boolean bandIsRow = bands.size() > 3 && lines.size() <= bands.size() * 2.5;
    List<List<String>> rows = new ArrayList<>();
    for (List<List<PdfWord>> band : bands) {
      if (bandIsRow && !band.isEmpty()) {
        rows.add(aligned.row(band.stream().flatMap(List::stream).toList()));
      } else {
        band.forEach(line -> PdfAligned.add(rows, aligned.row(line)));
      }
    }
    Rule top = rules.getFirst();
    add(dense(rows), inside(top.from(), top.to(), top.at(), rules.getLast().at()));
  }

  private boolean add(List<List<String>> rows, List<PdfWord> inside) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    int filled = cellsThatDiffer(rows);
    boolean wordy = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.split(" ").length
        > MOST_WORDS_OF_A_CELL);
    boolean table =
        rows.size() > 1 && columns > 1 && !wordy && filled > 3 && filled * 4 >= rows.size() * columns;
    boolean taken = found.stream().anyMatch(other -> !Collections.disjoint(other.words, inside));
    if (table && !taken) {
      found.add(new Found(rows, inside));
    }
    return table && !taken;
  }

  /** How many cells say something else than the ones on their left and above, of which they may be a part. */
  private static int cellsThatDiffer(List<List<String>> rows) {
    int differ = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        String cell = rows.get(row).get(column);
        boolean asOnLeft = column > 0 && cell.equals(rows.get(row).get(column - 1));
        boolean asAbove = row > 0 && cell.equals(rows.get(row - 1).get(column));
        boolean repeated = cell.length() > 3 && (asOnLeft || asAbove);
        differ += cell.isEmpty() || repeated ? 0 : 1;
      }
    }
    return differ;
  }

  /** Without rows and columns that say nothing. */
  private static List<List<String>> dense(List<List<String>> rows) {
    List<List<String>> full =
        rows.stream().filter(row -> row.stream().anyMatch(cell -> !cell.isEmpty())).toList();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; !full.isEmpty() && i < full.getFirst().size(); i++) {
      int column = i;
      if (full.stream().anyMatch(row -> !row.get(column).isEmpty())) {
        columns.add(i);
      }
    }
    return full.stream().map(row -> columns.stream().map(row::get).toList()).toList();
  }
}
