package dev.athanor.document.clean;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes to one text, and what becomes of the spans over it. A span keeps what it had: the replacement of what it covered
 * whole is in it, and the replacement of what it covered in part is outside. So spans that did not overlap never do, and
 * their order stays.
 *
 * @param text the text before
 * @param all the changes, in the order of the text; they do not overlap
 */
record Edits(String text, List<Edit> all) {

  /** Copies, and checks the order. */
  Edits {
    all = List.copyOf(all);
    int end = 0;
    for (Edit edit : all) {
      if (edit.start() < end || edit.end() > text.length()) {
        throw new IllegalArgumentException(
            "Edits stand in the order of the text and never overlap, but " + edit
                + " starts before " + end + " or ends after " + text.length() + ".");
      }
      end = edit.end();
    }
  }

  /**
   * One change: a piece of the text and what takes its place.
   *
   * @param replacement empty to leave the piece out
   */
  record Edit(int start, int end, String replacement) {
    Edit {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException(
            "An edit replaces something, but it is from " + start + " to " + end
                + ".");
      }
    }

    int growth() {
      return replacement.length() - (end - start);
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The text afterwards. */
  String applied() {
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    for (Edit edit : all) {
      result.append(text, at, edit.start).append(edit.replacement);
      at = edit.end;
    }
    return result.append(text, at, text.length()).toString();
  }

  /** Follows spans through the edits, cheapest when they come in the order of the text. For one thread. */
  Moves moves() {
    return new Moves();
  }

  /** See {@link #moves}. */
  final class Moves {
    private int next;
    private int shift;

    /** Where the span is afterwards; empty where all it had is gone. */
    Span at(Span span) {
      int start = start(span.start());
      return new Span(start, Math.max(start, end(span.end())));
    }

    private int start(int position) {
      seek(position);
      boolean inside = next < all.size() && all.get(next).start < position;
      return inside
          ? all.get(next).start + shift + all.get(next).replacement.length()
          : position + shift;
    }

    private int end(int position) {
      seek(position);
      boolean inside = next < all.size() && all.get(next).start < position;
      return inside ? all.get(next).start + shift : position + shift;
    }

    /** Counts the edits that end at or before a position. */
    private void seek(int position) {
      while (next > 0 && all.get(next - 1).end > position) {
        next--;
        shift -= all.get(next).growth();
      }
      while (next < all.size() && all.get(next).end <= position) {
        shift += all.get(next).growth();
        next++;
      }
    }
  }

  /**
   * The blocks afterwards, less those that have nothing left.
   *
   * @param titles does to a heading's title what the edits do to its text
   */
  List<Block> moved(List<Block> blocks, UnaryOperator<String> titles) {
    Moves moves = moves();
    String after = applied();
    List<Block> moved = new ArrayList<>(blocks.size());
    for (Block block : blocks) {
      moved(block, moves, after, titles).ifPresent(moved::add);
    }
    return moved;
  }

  private static Optional<Block> moved(Block block, Moves moves, String after, UnaryOperator<String> titles) {
    Span whole = moves.at(block.span());
    Span span = block instanceof Block.Code ? whole : whole.trimmed(after);
    if (span.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(switch (block) {
      case Block.Heading heading -> new Block.Heading(heading.level(), span, titles.apply(heading.title()));
      case Block.Paragraph _ -> new Block.Paragraph(span);
      case Block.ListItem item -> new Block.ListItem(item.depth(), span);
      case Block.Code code -> new Block.Code(code.language(), span);
      case Block.Table table -> new Block.Table(span, rows(table, moves, span));
    });
  }

  private static List<Block.Row> rows(Block.Table table, Moves moves, Span within) {
    List<Block.Row> rows = new ArrayList<>(table.rows().size());
    for (Block.Row row : table.rows()) {
      Span span = inside(moves.at(row.span()), within);
      if (!span.isEmpty()) {
        rows.add(
            new Block.Row(row.header(), span, row.cells().stream().map(cell -> inside(moves.at(cell), span))
                .toList()));
      }
    }
    return rows;
  }

  private static Span inside(Span span, Span around) {
    int start = Math.clamp(span.start(), around.start(), around.end());
    return new Span(start, Math.clamp(span.end(), start, around.end()));
  }
}
