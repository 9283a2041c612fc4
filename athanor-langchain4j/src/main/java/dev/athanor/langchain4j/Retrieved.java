package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A piece of a document that was found.
 *
 * @param text of it
 * @param metadata of the document and the piece
 * @param found how it was found, such as its score
 */
record Retrieved(String text, JsonNode metadata, Map<String, JsonNode> found) {
  /** Reads and writes what was found. */
  static final Codec<List<Retrieved>> LIST = Codec.of(Retrieved.class).list();

  static List<Retrieved> ours(List<Content> contents) {
    return contents.stream().map(Retrieved::of).toList();
  }

  static List<Content> theirs(List<Retrieved> contents) {
    return contents.stream().map(Retrieved::content).toList();
  }

  private static Retrieved of(Content content) {
    Map<String, JsonNode> found = new TreeMap<>();
    content.metadata().forEach((key, value) -> found.put(key.name(), recordable(value)));
    return new Retrieved(content.textSegment().text(), recordable(content.textSegment().metadata().toMap()),
        found);
  }

  private static JsonNode recordable(Object value) {
    return Values.encoded(value)
        .orElseThrow(() -> AthanorException.data("value-unencodable", "what was retrieved has"
            + " metadata that can't be recorded so that it comes back: " + value
            + "; expected text, numbers and ids"));
  }

  private Content content() {
    Map<ContentMetadata, Object> about = new EnumMap<>(ContentMetadata.class);
    found
        .forEach((key, value) -> about.put(ContentMetadata.valueOf(key), Objects.requireNonNull(Values.decode(
            value))));
    return Content.from(TextSegment.from(text, Metadata.from(Values.map(metadata))), about);
  }
}
