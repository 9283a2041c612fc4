package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import dev.athanor.store.sqlite.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A document's text, sections and chunks as rows, there and back. */
final class DocumentRows {

  private static final String INSERT_CONTENT =
      "insert into content (document, version, deflated, blocks) values (?, ?, ?, ?)";
  private static final String INSERT_SECTION =
      "insert into section (document, ordinal, headings, start_unit, end_unit,"
          + " start_code_point) values (?, ?, ?, ?, ?, ?)";
  private static final String INSERT_CHUNK =
      "insert into chunk (document, ordinal, id, section, headings, prefix,"
          + " start_unit, end_unit, start_code_point, passage_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Statements sql;

  DocumentRows(Statements sql) {
    this.sql = sql;
  }

  void replace(ChunkedDocument cut) throws SQLException {
    Document document = cut.document();
    delete(document.id());
    String id = document.id().value();
    sql.update(INSERT_CONTENT, id, document.version(), Packed.text(document.text()),
        Packed.text(Blocks.json(document.blocks())));
    for (Section section : cut.sections()) {
      sql.update(INSERT_SECTION, id, section.ordinal(), Packed.json(section.headings()),
          section.span().start(), section
              .span().end(),
          section.excerpt().codePointStart());
    }
    for (Chunk chunk : cut.chunks()) {
      sql.update(INSERT_CHUNK, id, chunk.ordinal(), chunk.id().value(), chunk.parent().ordinal(),
          Packed.json(chunk
              .headings()),
          chunk.prefix(), chunk.span().start(), chunk.span().end(), chunk.excerpt().codePointStart(),
          chunk.passageHash());
    }
  }

  void delete(DocumentId document) throws SQLException {
    sql.update("delete from content where document = ?", document.value());
    sql.update("delete from section where document = ?", document.value());
    sql.update("delete from chunk where document = ?", document.value());
  }

  Optional<ChunkedDocument> load(DocumentId id) throws SQLException {
    Optional<byte[]> deflated =
        sql.first("select deflated from content where document = ?", row -> row.getBytes(1), id
            .value());
    if (deflated.isEmpty()) {
      return Optional.empty();
    }
    String text = Packed.text(deflated.get());
    Optional<Document> document = sql.first(
        "select version, title, media_type, metadata, readers from document"
            + " where document = ?",
        row -> new Document(id, row.getString(1), row.getString(2), row.getString(3), text, List
            .of(), Packed.map(row.getString(4)), Packed.readers(row.getString(5))),
        id.value());
    if (document.isEmpty()) {
      return Optional.empty();
    }
    List<Section> sections = sql.all(
        "select ordinal, headings, start_unit, end_unit, start_code_point from section"
            + " where document = ? order by ordinal",
        row -> new Section(row.getInt(1), Packed.list(row.getString(2)),
            excerpt(row, 3, text)),
        id.value());
    List<Chunk> chunks = sql.all(
        "select id, ordinal, headings, prefix, section, start_unit, end_unit, start_code_point"
            + " from chunk where document = ? order by ordinal",
        row -> new Chunk(new ChunkId(row.getString(1)), id, row
            .getInt(2), Packed.list(row.getString(3)), row.getString(4), excerpt(row, 6, text),
            sections.get(row.getInt(
                5))),
        id.value());
    return Optional.of(new ChunkedDocument(document.get(), sections, chunks));
  }

  /** The structure that was found in the text; empty for what was recorded before that was kept. */
  Optional<List<Block>> blocks(DocumentId id) throws SQLException {
    return sql.first("select blocks from content where document = ? and blocks is not null",
        row -> Blocks.of(Packed.text(row.getBytes(1))), id.value());
  }

  private static Excerpt excerpt(ResultSet row, int first, String text) throws SQLException {
    Span span = new Span(row.getInt(first), row.getInt(first + 1));
    return new Excerpt(span, row.getInt(first + 2), span.of(text));
  }
}
