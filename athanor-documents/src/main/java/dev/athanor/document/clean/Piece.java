package dev.athanor.document.clean;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a text within which a rule may look and change: edits never reach over the end of a block or a cell.
 *
 * @param text the whole text
 * @param start where the stretch begins in it
 * @param end where it ends
 */
record Piece(String text, int start, int end, Nature nature) {

  /** What stands in a piece, which decides what may be done to it. */
  enum Nature {
    /** Headings, paragraphs, list items. */
    PROSE,
    /** One cell of a table. */
    CELL,
    /** Preformatted text, where every character counts. */
    CODE,
    /** What is in no block: separators, markup, front matter. */
    BETWEEN
  }

  /** A text that is all prose, such as a title. */
  static Piece prose(String text) {
    return new Piece(text, 0, text.length(), Nature.PROSE);
  }

  /** The pieces of a document, which together are its text. */
  static List<Piece> of(Document document) {
    List<Piece> pieces = new ArrayList<>();
    String text = document.text();
    int at = 0;
    for (Block block : document.blocks()) {
      at = switch (block) {
        case Block.Table table -> cells(table, text, at, pieces);
        case Block.Code code -> add(pieces, text, at, code.span(), Nature.CODE);
        case Block.Heading _,Block.Paragraph _,Block.ListItem _ ->
            add(pieces, text, at, block.span(), Nature.PROSE);
      };
    }
    if (at < text.length()) {
      pieces.add(new Piece(text, at, text.length(), Nature.BETWEEN));
    }
    return pieces;
  }

  private static int cells(Block.Table table, String text, int from, List<Piece> pieces) {
    int at = from;
    for (Block.Row row : table.rows()) {
      for (Span cell : row.cells()) {
        if (cell.start() >= at) {
          at = add(pieces, text, at, cell, Nature.CELL);
        }
      }
    }
    return at;
  }

  private static int add(List<Piece> pieces, String text, int at, Span span, Nature nature) {
    if (span.start() > at) {
      pieces.add(new Piece(text, at, span.start(), Nature.BETWEEN));
    }
    if (!span.isEmpty()) {
      pieces.add(new Piece(text, span.start(), span.end(), nature));
    }
    return span.end();
  }

  boolean isProse() {
    return nature == Nature.PROSE;
  }
}
