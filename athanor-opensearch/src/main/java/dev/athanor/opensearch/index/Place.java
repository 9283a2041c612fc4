package dev.athanor.opensearch.index;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.knowledge.index.IndexedChunk;
import java.util.Base64;
import java.util.List;

/**
 * Where a chunk stands, as it is kept with the chunk.
 *
 * @param head of its document
 * @param ordinal of the chunk
 * @param headings over it
 * @param start in its section's text
 * @param length of its text
 * @param section the key of its section
 * @param language by whose rules it was cut into words
 */
record Place(Head head, int ordinal, List<String> headings, int start, int length, String section,
    String language) {
  static final Codec<Place> CODEC = Codec.of(Place.class);

  /** What is said of a document. */
  record Head(String document, String version, String title) {
    static final Codec<Head> CODEC = Codec.of(Head.class);

    static Head of(Document document) {
      return new Head(document.id().value(), document.version(), document.title());
    }
  }

  /** A section. */
  record Around(int ordinal, List<String> headings, int start, int codePointStart, String text) {
    static final Codec<Around> CODEC = Codec.of(Around.class);

    Section section() {
      return new Section(ordinal, headings,
          new Excerpt(new Span(start, start + text.length()), codePointStart, text));
    }
  }

  /** What was encoded in this way. */
  static <T> T decode(Codec<T> codec, String base64) {
    return codec.decode(Json.parse(Base64.getDecoder().decode(base64)));
  }

  /** The chunk here. */
  IndexedChunk chunk(ChunkId id, Section around) {
    return new IndexedChunk(id, new DocumentId(head.document()), head.version(), head.title(), ordinal,
        headings,
        around.excerpt().part(start, start + length), around, new Language(language));
  }
}
