package dev.athanor.bench.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was read from a file, in a form that can be compared.
 *
 * @param words all of them in order, in lower case and compatibility form
 * @param rows the rows of all tables: the words of each cell that has some
 * @param headings the words of each heading
 */
record Reading(List<String> words, List<List<String>> rows, List<String> headings) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Nothing. */
  static final Reading NOTHING = new Reading(List.of(), List.of(), List.of());

  /** Of a document; {@code shown} takes away what no reader sees. */
  static Reading of(Document document, UnaryOperator<String> shown) {
    String text = document.text();
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    for (Block block : document.blocks()) {
      if (block instanceof Block.Table table) {
        table.rows().forEach(row -> addRow(rows, row.cells().stream().map(cell -> shown.apply(cell.of(text)))
            .toList()));
      } else if (block instanceof Block.Heading heading) {
        headings.add(joined(shown.apply(heading.title())));
      }
    }
    return new Reading(words(shown.apply(text)), rows, headings.stream().filter(title -> !title.isEmpty())
        .toList());
  }

  /** Of text without structure. Where it has tabulators, they are taken for the borders of cells. */
  static Reading ofPlain(String text) {
    List<List<String>> rows = new ArrayList<>();
    text.lines().filter(line -> line.contains("\t")).forEach(line -> addRow(rows, List.of(line.split("\t"))));
    return new Reading(words(text), rows, List.of());
  }

  private static void addRow(List<List<String>> rows, List<String> cells) {
    List<String> full = cells.stream().map(Reading::joined).filter(cell -> !cell.isEmpty()).toList();
    if (!full.isEmpty()) {
      rows.add(full);
    }
  }

  private static String joined(String text) {
    return String.join(" ", words(text));
  }

  private static List<String> words(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WORD.matcher(normal).results().map(MatchResult::group).toList();
  }
}
