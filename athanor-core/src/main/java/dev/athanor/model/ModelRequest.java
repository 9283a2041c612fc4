package dev.athanor.model;

import java.util.List;
import java.util.Objects;

/**
 * A question to a model. Whatever decides the answer stands here, defaults too: its hash is what a record is found by.
 *
 * @param model who is asked
 * @param messages the conversation so far
 * @param tools that it may call
 * @param toolChoice whether it does
 * @param output the form of the answer
 * @param settings how to answer
 */
public record ModelRequest(ModelName model, List<Message> messages, List<Tool> tools, ToolChoice toolChoice,
    OutputFormat output, ModelSettings settings) {
  /** Copies. */
  public ModelRequest {
    Objects.requireNonNull(model);
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(toolChoice);
    Objects.requireNonNull(output);
    Objects.requireNonNull(settings);
  }

  /** A question in words, answered in words. */
  public static ModelRequest of(ModelName model, List<Message> messages, ModelSettings settings) {
    return new ModelRequest(model, messages, List.of(), ToolChoice.AUTO, new OutputFormat.Text(), settings);
  }

  /** The same question to another model. */
  public ModelRequest to(ModelName other) {
    return new ModelRequest(other, messages, tools, toolChoice, output, settings);
  }
}
