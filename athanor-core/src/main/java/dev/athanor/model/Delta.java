package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;

/** A piece of an answer while it is being given. In JSON its kind is the member {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Delta.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Delta.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = Delta.ToolCall.class, name = "tool_call")})
public sealed interface Delta {
  /** Reads and writes it. */
  Codec<Delta> CODEC = Codec.of(Delta.class);

  /**
   * More text.
   *
   * @param text what comes next
   */
  record Text(String text) implements Delta {}

  /**
   * More thought.
   *
   * @param text what comes next
   */
  record Reasoning(String text) implements Delta {}

  /**
   * More of the arguments of a tool call.
   *
   * @param index which of the answer's calls
   * @param name of the tool
   * @param arguments what comes next
   */
  record ToolCall(int index, String name, String arguments) implements Delta {}
}
