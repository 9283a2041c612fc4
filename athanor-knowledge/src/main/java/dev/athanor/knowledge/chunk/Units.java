package dev.athanor.knowledge.chunk;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import dev.athanor.model.TokenEstimate;
import java.util.ArrayList;
import java.util.List;

/** Takes blocks apart into what the packer works with. */
final class Units {

  private final String text;
  private final ChunkSizes sizes;
  private final List<Unit> units = new ArrayList<>();

  private Units(String text, ChunkSizes sizes) {
    this.text = text;
    this.sizes = sizes;
  }

  static List<Unit> of(String text, List<Block> blocks, ChunkSizes sizes) {
    Units units = new Units(text, sizes);
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading heading -> units.addText(heading.span());
        case Block.Paragraph paragraph -> units.addText(paragraph.span());
        case Block.ListItem item -> units.addText(item.span());
        case Block.Table table -> units.addTable(table);
        case Block.Code code -> units.addCode(code.span());
      }
    }
    return units.units;
  }

  private void addText(Span span) {
    List<Span> pieces = new ArrayList<>();
    for (Span sentence : Sentences.in(text, span)) {
      if (tokens(sentence) <= sizes.chunk()) {
        pieces.add(sentence);
      } else {
        pieces.addAll(LongText.pieces(text, sentence, sizes.chunk()));
      }
    }
    for (int i = 0; i < pieces.size(); i++) {
      units.add(new Unit(pieces.get(i), tokens(pieces.get(i)), Unit.Kind.TEXT, i == pieces.size() - 1, ""));
    }
  }

  private void addTable(Block.Table table) {
    if (tokens(table.span()) <= sizes.section()) {
      addWhole(table.span());
      return;
    }
    List<Span> rows = new ArrayList<>();
    for (Block.Row row : table.rows()) {
      rows.add(row.span());
    }
    addParts(rows.isEmpty() ? List.of(table.span()) : covering(table.span(), rows), header(table));
  }

  /** The header rows as they stand in the text; empty when they are too long to be repeated. */
  private String header(Block.Table table) {
    StringBuilder header = new StringBuilder();
    for (Block.Row row : table.rows()) {
      if (row.header()) {
        header.append(header.isEmpty() ? "" : "\n").append(row.span().of(text).strip());
      }
    }
    return TokenEstimate.of(header) * 2 <= sizes.chunk() ? header.toString() : "";
  }

  private void addCode(Span span) {
    if (tokens(span) <= sizes.section()) {
      addWhole(span);
      return;
    }
    List<Span> lines = new ArrayList<>();
    int start = span.start();
    while (start < span.end()) {
      int newline = text.indexOf('\n', start, span.end());
      int end = newline < 0 ? span.end() : newline + 1;
      lines.add(new Span(start, end));
      start = end;
    }
    addParts(lines, "");
  }

  private void addWhole(Span span) {
    Span trimmed = span.trimmed(text);
    if (!trimmed.isEmpty()) {
      units.add(new Unit(trimmed, tokens(trimmed), Unit.Kind.WHOLE, true, ""));
    }
  }

  /** Groups rows or lines into parts of about the size of a chunk; one that is larger by itself is cut. */
  private void addParts(List<Span> pieces, String header) {
    int start = pieces.getFirst().start();
    int end = start;
    int tokens = 0;
    String repeated = "";
    for (Span piece : pieces) {
      int size = tokens(piece);
      if (tokens > 0 && tokens + size > sizes.chunk()) {
        addPart(new Span(start, end), repeated);
        repeated = header;
        start = piece.start();
        tokens = 0;
      }
      tokens += size;
      end = piece.end();
    }
    addPart(new Span(start, end), repeated);
  }

  private void addPart(Span span, String header) {
    for (Span part : LongText.pieces(text, span, sizes.chunk())) {
      units.add(new Unit(part, tokens(part), Unit.Kind.PART, true, header));
    }
  }

  /** The rows, stretched so that they leave out nothing of the table (a caption, a delimiter row). */
  private static List<Span> covering(Span table, List<Span> rows) {
    List<Span> stretched = new ArrayList<>();
    int start = table.start();
    for (int i = 0; i < rows.size(); i++) {
      int end = i + 1 < rows.size() ? rows.get(i + 1).start() : table.end();
      stretched.add(new Span(start, end));
      start = end;
    }
    return stretched;
  }

  private int tokens(Span span) {
    return TokenEstimate.of(text, span.start(), span.end());
  }
}
