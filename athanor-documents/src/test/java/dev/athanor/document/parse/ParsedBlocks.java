package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a file and shows its blocks as short lines, for tests to compare. */
final class ParsedBlocks {

  private static final Parsers PARSERS = Parsers.standard();

  private ParsedBlocks() {
  }

  static Document document(String name, String content) {
    return document(name, content.getBytes(StandardCharsets.UTF_8));
  }

  static Document document(String name, byte[] content) {
    ParseResult result = PARSERS.parse(new RawDocument(new DocumentId(name), content)).result();
    return switch (result) {
      case ParseResult.Parsed(var document) -> document;
      case ParseResult.ParseFailed(var reason) -> throw new AssertionError(name + " was refused: " + reason);
    };
  }

  static String failure(String name, String content) {
    return failure(name, content.getBytes(StandardCharsets.UTF_8));
  }

  static String failure(String name, byte[] content) {
    ParseResult result = PARSERS.parse(new RawDocument(new DocumentId(name), content)).result();
    return switch (result) {
      case ParseResult.Parsed(var document) -> throw new AssertionError(name + " was read: " + document
          .text());
      case ParseResult.ParseFailed(var reason) -> reason;
    };
  }

  /** Such as {@code h2 Use}, {@code p Light it.}, {@code item0 - coal}, {@code table name*|price* / coal|3}. */
  static List<String> of(Document document) {
    return document.blocks().stream().map(block -> shown(block, document.text())).toList();
  }

  private static String shown(Block block, String text) {
    String words = block.span().of(text);
    return switch (block) {
      case Block.Heading heading -> "h" + heading.level() + " " + heading.title();
      case Block.Paragraph paragraph -> "p " + words;
      case Block.ListItem item -> "item" + item.depth() + " " + words;
      case Block.Code code -> "code " + code.language() + " " + words;
      case Block.Table table -> "table " + String.join(" / ", table.rows().stream().map(row -> String.join(
          "|",
          row.cells().stream().map(cell -> cell.of(text) + (row.header() ? "*" : "")).toList())).toList());
    };
  }
}
