package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;

/** Builds the text and the blocks of a document whose file is not itself text. */
final class ExtractedText {

  private static final String CELL_SEPARATOR = " | ";

  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();

  /** A row of a table to be: whether it names the columns, and what its cells say. */
  record Cells(boolean header, List<String> texts) {
  }

  String text() {
    return text.toString();
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  void heading(int level, String title) {
    String clean = oneLine(title);
    if (!clean.isEmpty()) {
      blocks.add(new Block.Heading(level, append(clean), clean));
    }
  }

  void paragraph(String paragraph) {
    String clean = clean(paragraph).strip();
    if (!clean.isEmpty()) {
      blocks.add(new Block.Paragraph(append(clean)));
    }
  }

  void item(int depth, String marker, String item) {
    String clean = clean(item).strip();
    if (!clean.isEmpty()) {
      blocks.add(new Block.ListItem(depth, append(marker.isEmpty() ? clean : marker + " " + clean)));
    }
  }

  void code(String language, String code) {
    String clean = clean(code).stripTrailing();
    if (!clean.isBlank()) {
      blocks.add(new Block.Code(language, append(clean)));
    }
  }

  /** A table, one line a row; empty rows are left out. */
  void table(List<Cells> table) {
    List<Cells> full = table.stream().filter(row -> row.texts.stream().anyMatch(cell -> !cell.isBlank()))
        .toList();
    if (full.isEmpty()) {
      return;
    }
    separate();
    List<Block.Row> rows = new ArrayList<>();
    for (Cells row : full) {
      if (!rows.isEmpty()) {
        text.append('\n');
      }
      rows.add(row(row));
    }
    blocks.add(new Block.Table(rows.getFirst().span().to(rows.getLast().span()), rows));
  }

  private Block.Row row(Cells row) {
    int start = text.length();
    List<Span> cells = new ArrayList<>();
    for (String cell : row.texts) {
      if (!cells.isEmpty()) {
        text.append(CELL_SEPARATOR);
      }
      int from = text.length();
      text.append(oneLine(cell));
      cells.add(new Span(from, text.length()));
    }
    return new Block.Row(row.header, new Span(start, text.length()), cells);
  }

  private Span append(String piece) {
    separate();
    int start = text.length();
    text.append(piece);
    return new Span(start, text.length());
  }

  private void separate() {
    if (!text.isEmpty()) {
      text.append("\n\n");
    }
  }

  static String oneLine(String text) {
    return clean(text).replaceAll("[\\s\u00A0]+", " ").strip();
  }

  /** Replaces what is no text: lone surrogates and control characters, which PDF and DOCX files do contain. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
      if (surrogate) {
        clean.append('\uFFFD');
      } else if (!control && c != '\u00AD') {
        clean.appendCodePoint(c);
      }
    });
    return clean.toString();
  }
}
