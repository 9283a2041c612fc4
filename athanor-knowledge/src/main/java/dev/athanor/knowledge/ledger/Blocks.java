package dev.athanor.knowledge.ledger;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The structure of a document as JSON, there and back: an array a block, the first element says of which kind. */
final class Blocks {

  private static final String HEADING = "h";
  private static final String PARAGRAPH = "p";
  private static final String ITEM = "l";
  private static final String TABLE = "t";
  private static final String CODE = "c";

  private Blocks() {
  }

  static String json(List<Block> blocks) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (Block block : blocks) {
      ArrayNode one = all.addArray();
      switch (block) {
        case Block.Heading(int level, Span span, String title) -> add(one.add(HEADING), span).add(level)
            .add(title);
        case Block.Paragraph(Span span) -> add(one.add(PARAGRAPH), span);
        case Block.ListItem(int depth, Span span) -> add(one.add(ITEM), span).add(depth);
        case Block.Code(String language, Span span) -> add(one.add(CODE), span).add(language);
        case Block.Table(Span span, List<Block.Row> rows) -> {
          ArrayNode into = add(one.add(TABLE), span).addArray();
          rows.forEach(row -> add(into.addArray(), row));
        }
      }
    }
    return all.toString();
  }

  private static void add(ArrayNode into, Block.Row row) {
    add(into.add(row.header()), row.span());
    row.cells().forEach(cell -> add(into, cell));
  }

  private static ArrayNode add(ArrayNode into, Span span) {
    return into.add(span.start()).add(span.end());
  }

  static List<Block> of(String json) {
    List<Block> blocks = new ArrayList<>();
    for (JsonNode one : Json.parse(json)) {
      Span span = span(one, 1);
      blocks.add(switch (one.get(0).stringValue()) {
        case HEADING -> new Block.Heading(one.get(3).intValue(), span, one.get(4).stringValue());
        case PARAGRAPH -> new Block.Paragraph(span);
        case ITEM -> new Block.ListItem(one.get(3).intValue(), span);
        case CODE -> new Block.Code(one.get(3).stringValue(), span);
        case TABLE -> new Block.Table(span, rows(one.get(3)));
        default ->
            throw new IllegalStateException("the ledger has a block of the unknown kind " + one.get(0));
      });
    }
    return blocks;
  }

  private static List<Block.Row> rows(JsonNode array) {
    List<Block.Row> rows = new ArrayList<>();
    for (JsonNode row : array) {
      List<Span> cells = new ArrayList<>();
      for (int i = 3; i + 1 < row.size(); i += 2) {
        cells.add(span(row, i));
      }
      rows.add(new Block.Row(row.get(0).booleanValue(), span(row, 1), cells));
    }
    return rows;
  }

  private static Span span(JsonNode array, int first) {
    return new Span(array.get(first).intValue(), array.get(first + 1).intValue());
  }
}
