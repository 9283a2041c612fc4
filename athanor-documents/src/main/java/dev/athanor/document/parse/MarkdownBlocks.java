package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** Turns the syntax tree of a Markdown file into blocks over the file's text. */
final class MarkdownBlocks {

  private final String text;
  private final int offset;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * A conversion of one file.
   *
   * @param offset where in the text the tree's source starts
   */
  MarkdownBlocks(String text, int offset) {
    this.text = text;
    this.offset = offset;
  }

  List<Block> of(Node tree) {
    addChildren(tree, -1);
    return blocks;
  }

  private void addChildren(Node parent, int depth) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      add(child, depth);
    }
  }

  /** Adds a node; {@code depth} is that of the list item around it, or -1. */
  private void add(Node node, int depth) {
    if (node.getSourceSpans().isEmpty()) {
      return;
    }
    switch (node) {
      case Heading heading -> {
        StringBuilder title = new StringBuilder();
        appendPlain(heading, title);
        blocks.add(new Block.Heading(heading.getLevel(), span(heading), title.toString()));
      }
      case Paragraph paragraph -> addText(span(paragraph), depth);
      case FencedCodeBlock code -> blocks.add(new Block.Code(language(code), span(code)));
      case IndentedCodeBlock code -> blocks.add(new Block.Code("", span(code)));
      case HtmlBlock html -> addHtml(html, depth);
      case TableBlock table -> blocks.add(new Block.Table(span(table), rows(table)));
      case BulletList list -> addChildren(list, depth + 1);
      case OrderedList list -> addChildren(list, depth + 1);
      case ListItem item -> addItem(item, depth);
      case BlockQuote quote -> addChildren(quote, depth);
      default -> {
        // A thematic break or a link definition says nothing.
      }
    }
  }

  private void addText(Span span, int depth) {
    if (!span.isEmpty()) {
      blocks.add(depth < 0 ? new Block.Paragraph(span) : new Block.ListItem(depth, span));
    }
  }

  /** An item's first paragraph takes the item's marker along. */
  private void addItem(ListItem item, int depth) {
    boolean textFirst = item.getFirstChild() instanceof Paragraph;
    if (textFirst) {
      Span first = span(item.getFirstChild());
      addText(new Span(span(item).start(), first.end()), depth);
    }
    Node next = textFirst ? item.getFirstChild().getNext() : item.getFirstChild();
    for (; next != null; next = next.getNext()) {
      add(next, depth);
    }
  }

  private void addHtml(HtmlBlock html, int depth) {
    String visible = html.getLiteral().replaceAll("(?s)<!--.*?(-->|$)|<[^>]*>", " ");
    if (visible.codePoints().anyMatch(Character::isLetterOrDigit)) {
      addText(span(html), depth);
    }
  }

  private List<Block.Row> rows(TableBlock table) {
    List<Block.Row> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        rows.add(new Block.Row(part instanceof TableHead, span(row), cells(span(row))));
      }
    }
    return rows;
  }

  /** What stands between the pipes of a row; an escaped pipe is content. */
  private List<Span> cells(Span row) {
    List<Span> cells = new ArrayList<>();
    int start = text.charAt(row.start()) == '|' ? row.start() + 1 : row.start();
    for (int at = start; at < row.end(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '|') {
        cells.add(new Span(start, at).trimmed(text));
        start = at + 1;
      }
    }
    if (start < row.end()) {
      cells.add(new Span(start, row.end()).trimmed(text));
    }
    return cells;
  }

  private Span span(Node node) {
    List<SourceSpan> lines = node.getSourceSpans();
    SourceSpan last = lines.getLast();
    return new Span(offset + lines.getFirst().getInputIndex(), offset + last.getInputIndex() + last
        .getLength())
        .trimmed(text);
  }

  private static String language(FencedCodeBlock code) {
    String info = code.getInfo() == null ? "" : code.getInfo().strip();
    int space = info.indexOf(' ');
    return space < 0 ? info : info.substring(0, space);
  }

  /** What a reader sees of the inline content below a node, without markup and link targets. */
  private static void appendPlain(Node parent, StringBuilder plain) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      switch (child) {
        case Text words -> plain.append(words.getLiteral());
        case Code code -> plain.append(code.getLiteral());
        case SoftLineBreak line -> plain.append(' ');
        case HardLineBreak line -> plain.append(' ');
        default -> appendPlain(child, plain);
      }
    }
  }
}
