package dev.athanor.proxy.exchange;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.journal.Payload;
import dev.athanor.json.Hash;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a request or a response carries, as it is recorded. In JSON its kind is the member {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Body.None.class, name = "none"),
    @JsonSubTypes.Type(value = Body.Value.class, name = "json"),
    @JsonSubTypes.Type(value = Body.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Body.File.class, name = "file"),
    @JsonSubTypes.Type(value = Body.Stream.class, name = "stream")})
public sealed interface Body {
  /** Nothing. */
  record None() implements Body {}

  /**
   * JSON of a request. Which spaces stood between its members, and in which order they came, is not on record.
   *
   * @param value as it was sent
   */
  record Value(JsonNode value) implements Body {}

  /**
   * Text: of a request what is no JSON, or JSON with a number that a double can't hold; of an answer all of it.
   *
   * @param text as it was sent
   */
  record Text(String text) implements Body {}

  /**
   * Bytes that are no text, or very many.
   *
   * @param file the bytes
   */
  record File(Payload file) implements Body {}

  /**
   * A text that came piece by piece; the pieces with their times are what the step has streamed.
   *
   * @param pieces how many
   * @param hash of the text
   */
  record Stream(int pieces, Hash hash) implements Body {}

  /** The JSON, if it is some. */
  default Optional<JsonNode> json() {
    return this instanceof Value(var value) ? Optional.of(value) : Optional.empty();
  }
}
