package dev.athanor.document;

import java.util.List;

/**
 * One piece of a document's structure. Blocks are flat, in reading order and never overlap; what stands
 * between two blocks is separators or markup (a Markdown comment, front matter) and is never chunked.
 */
public sealed interface Block {

  /** Where the block stands in the document's text. */
  Span span();

  /**
   * A heading.
   *
   * @param level 1 for the outermost
   * @param span the whole heading as it stands in the text, markup included where the text has it
   * @param title what the heading says, without markup and on one line
   */
  record Heading(int level, Span span, String title) implements Block {

    public Heading {
      if (level < 1) {
        throw new IllegalArgumentException("A heading's level starts at 1, but it is " + level + ".");
      }
      title = title.strip().replaceAll("\\s+", " ");
    }
  }

  /** A paragraph of running text. */
  record Paragraph(Span span) implements Block {
  }

  /**
   * One paragraph of a list item; the first one includes the item's marker where the text has one.
   *
   * @param depth 0 for an item of the outermost list
   */
  record ListItem(int depth, Span span) implements Block {

    public ListItem {
      if (depth < 0) {
        throw new IllegalArgumentException("A list item's depth starts at 0, but it is " + depth + ".");
      }
    }
  }

  /** A table, row by row; layout that only looks like a table is a paragraph. */
  record Table(Span span, List<Row> rows) implements Block {

    public Table {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One row of a table.
   *
   * @param header whether the row names the columns
   * @param span the whole row, with the separators between its cells
   * @param cells where each cell's content stands, left to right
   */
  record Row(boolean header, Span span, List<Span> cells) {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Preformatted text.
   *
   * @param language what the document says it is written in, such as {@code java}; empty when it does not say
   */
  record Code(String language, Span span) implements Block {
  }
}
