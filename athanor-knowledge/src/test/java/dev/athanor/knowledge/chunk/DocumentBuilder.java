package dev.athanor.knowledge.chunk;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes documents for tests block by block, with a blank line between blocks. */
final class DocumentBuilder {

  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();

  DocumentBuilder heading(int level, String title) {
    blocks.add(new Block.Heading(level, append(title), title));
    return this;
  }

  DocumentBuilder paragraph(String paragraph) {
    blocks.add(new Block.Paragraph(append(paragraph)));
    return this;
  }

  DocumentBuilder item(int depth, String item) {
    blocks.add(new Block.ListItem(depth, append(item)));
    return this;
  }

  DocumentBuilder code(String code) {
    blocks.add(new Block.Code("java", append(code)));
    return this;
  }

  /** A table whose cells are separated by tabs; the first row is the header. */
  DocumentBuilder table(List<String> lines) {
    Span span = append(String.join("\n", lines));
    List<Block.Row> rows = new ArrayList<>();
    int start = span.start();
    for (String line : lines) {
      Span row = new Span(start, start + line.length());
      rows.add(new Block.Row(rows.isEmpty(), row, List.of(row)));
      start += line.length() + 1;
    }
    blocks.add(new Block.Table(span, rows));
    return this;
  }

  /** Text that belongs to no block, such as a comment. */
  DocumentBuilder outsideBlocks(String comment) {
    append(comment);
    return this;
  }

  Document build() {
    return build("Handbook");
  }

  Document build(String title) {
    return Document.of(new DocumentId("handbook.md"), title, "text/markdown", text.toString(), blocks, Map
        .of());
  }

  private Span append(String piece) {
    if (!text.isEmpty()) {
      text.append("\n\n");
    }
    int start = text.length();
    text.append(piece);
    return new Span(start, text.length());
  }
}
