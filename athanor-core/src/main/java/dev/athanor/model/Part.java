package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.journal.Payload;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A piece of a message. In JSON its kind is the member {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.Stored.class, name = "stored"),
    @JsonSubTypes.Type(value = Part.Linked.class, name = "linked"),
    @JsonSubTypes.Type(value = Part.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = Part.ToolCall.class, name = "tool_call"),
    @JsonSubTypes.Type(value = Part.ToolResult.class, name = "tool_result"),
    @JsonSubTypes.Type(value = Part.Raw.class, name = "raw")})
public sealed interface Part {
  /**
   * Text.
   *
   * @param text may be empty
   */
  record Text(String text) implements Part {
    /** Checks. */
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /**
   * An image or another file whose bytes are part of the record.
   *
   * @param file the bytes
   * @param name of the file, if it has one
   */
  record Stored(Payload file, Optional<String> name) implements Part {}

  /**
   * An image or another file that the provider fetches by itself. Its bytes are not on record.
   *
   * @param uri where it is
   * @param mediaType such as {@code image/png}; a guess from the name will do
   */
  record Linked(String uri, String mediaType) implements Part {}

  /**
   * What a model has thought before it spoke. Providers want it back as it was.
   *
   * @param text empty where the provider hides it
   * @param signature by which the provider recognises it, or the encrypted thought itself
   */
  record Reasoning(String text, Optional<String> signature) implements Part {}

  /**
   * What a model wants a tool to do.
   *
   * @param id by which the result refers to it
   * @param name of the tool
   * @param arguments JSON as the model has written it, which may be malformed
   */
  record ToolCall(String id, String name, String arguments) implements Part {}

  /**
   * What a tool has answered.
   *
   * @param id of the call
   * @param name of the tool
   * @param content mostly text
   * @param failed whether the content says what went wrong
   */
  record ToolResult(String id, String name, List<Part> content, boolean failed) implements Part {
    /** Copies. */
    public ToolResult {
      content = List.copyOf(content);
    }

    /** A result of text. */
    public static ToolResult of(ToolCall call, String text) {
      return new ToolResult(call.id(), call.name(), List.of(new Text(text)), false);
    }

    /** What went wrong. */
    public static ToolResult failed(ToolCall call, String text) {
      return new ToolResult(call.id(), call.name(), List.of(new Text(text)), true);
    }
  }

  /**
   * What a provider has sent and this version has no type for. Kept, shown, and sent back to the same provider only.
   *
   * @param provider whose word it is
   * @param kind how the provider calls it
   * @param value as it was sent
   */
  record Raw(String provider, String kind, JsonNode value) implements Part {}
}
