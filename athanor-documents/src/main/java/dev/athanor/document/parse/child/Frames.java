package dev.athanor.document.parse.child;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.document.Attributes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What both sides write and read: a file one way, what was made of it the other way. */
final class Frames {

  private static final int FAILED = 0;
  private static final int PARSED = 1;
  private static final int HEADING = 1;
  private static final int PARAGRAPH = 2;
  private static final int ITEM = 3;
  private static final int TABLE = 4;
  private static final int CODE = 5;

  private Frames() {
  }

  static void write(DataOutputStream out, RawDocument raw, String mediaType) throws IOException {
    write(out, raw.id().value());
    write(out, mediaType);
    out.writeInt(raw.bytes().length);
    out.write(raw.bytes());
    out.flush();
  }

  /** @throws java.io.EOFException when the other side is gone */
  static RawDocument readRaw(DataInputStream in) throws IOException {
    DocumentId id = new DocumentId(readText(in));
    String mediaType = readText(in);
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new RawDocument(id, bytes, Optional.of(mediaType), Attributes.NONE);
  }

  static void write(DataOutputStream out, ParseResult result) throws IOException {
    switch (result) {
      case ParseResult.ParseFailed(String reason) -> {
        out.writeByte(FAILED);
        write(out, reason);
      }
      case ParseResult.Parsed(Document document) -> {
        out.writeByte(PARSED);
        write(out, document.title());
        write(out, document.mediaType());
        write(out, document.text());
        out.writeInt(document.metadata().size());
        for (Map.Entry<String, String> each : document.metadata().entrySet()) {
          write(out, each.getKey());
          write(out, each.getValue());
        }
        out.writeInt(document.blocks().size());
        for (Block block : document.blocks()) {
          write(out, block);
        }
      }
    }
    out.flush();
  }

  /** @throws java.io.EOFException when the other side is gone */
  static ParseResult readResult(DataInputStream in, DocumentId id) throws IOException {
    int kind = in.readByte();
    if (kind == FAILED) {
      return new ParseResult.ParseFailed(readText(in));
    }
    if (kind != PARSED) {
      throw new IOException("a frame begins with " + kind + ", where 0 or 1 was expected");
    }
    String title = readText(in);
    String mediaType = readText(in);
    String text = readText(in);
    Map<String, String> metadata = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.put(readText(in), readText(in));
    }
    List<Block> blocks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      blocks.add(readBlock(in));
    }
    return new ParseResult.Parsed(Document.of(id, title, mediaType, text, blocks, metadata));
  }

  private static void write(DataOutputStream out, Block block) throws IOException {
    switch (block) {
      case Block.Heading(int level, Span span, String title) -> {
        out.writeByte(HEADING);
        write(out, span);
        out.writeInt(level);
        write(out, title);
      }
      case Block.Paragraph(Span span) -> {
        out.writeByte(PARAGRAPH);
        write(out, span);
      }
      case Block.ListItem(int depth, Span span) -> {
        out.writeByte(ITEM);
        write(out, span);
        out.writeInt(depth);
      }
      case Block.Table(Span span, List<Block.Row> rows) -> {
        out.writeByte(TABLE);
        write(out, span);
        out.writeInt(rows.size());
        for (Block.Row row : rows) {
          write(out, row);
        }
      }
      case Block.Code(String language, Span span) -> {
        out.writeByte(CODE);
        write(out, span);
        write(out, language);
      }
    }
  }

  private static void write(DataOutputStream out, Block.Row row) throws IOException {
    out.writeBoolean(row.header());
    write(out, row.span());
    out.writeInt(row.cells().size());
    for (Span cell : row.cells()) {
      write(out, cell);
    }
  }

  private static Block readBlock(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Span span = readSpan(in);
    return switch (kind) {
      case HEADING -> new Block.Heading(in.readInt(), span, readText(in));
      case PARAGRAPH -> new Block.Paragraph(span);
      case ITEM -> new Block.ListItem(in.readInt(), span);
      case TABLE -> new Block.Table(span, readRows(in));
      case CODE -> new Block.Code(readText(in), span);
      default -> throw new IOException("a block is of kind " + kind + ", where 1 to 5 was expected");
    };
  }

  private static List<Block.Row> readRows(DataInputStream in) throws IOException {
    List<Block.Row> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      boolean header = in.readBoolean();
      Span span = readSpan(in);
      List<Span> cells = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        cells.add(readSpan(in));
      }
      rows.add(new Block.Row(header, span, cells));
    }
    return rows;
  }

  private static void write(DataOutputStream out, Span span) throws IOException {
    out.writeInt(span.start());
    out.writeInt(span.end());
  }

  private static Span readSpan(DataInputStream in) throws IOException {
    return new Span(in.readInt(), in.readInt());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
