package dev.athanor.simulator.script;

import tools.jackson.databind.JsonNode;

/** A part of what a rule answers. Its texts are {@link Template}s. */
public sealed interface Said {
  /**
   * Text.
   *
   * @param template of it
   */
  record Words(String template) implements Said {}

  /**
   * Thought before it speaks.
   *
   * @param template of it
   */
  record Thought(String template) implements Said {}

  /**
   * JSON as text.
   *
   * @param value whose strings are templates
   */
  record Json(JsonNode value) implements Said {}

  /** JSON that the request's schema describes. */
  record BySchema() implements Said {}

  /**
   * A tool call.
   *
   * @param tool its name
   * @param arguments of it
   */
  record Call(String tool, Arguments arguments) implements Said {}

  /** Of a tool call. */
  sealed interface Arguments {
    /**
     * These.
     *
     * @param value whose strings are templates
     */
    record Given(JsonNode value) implements Arguments {}

    /**
     * As a model might write them, which need not be JSON.
     *
     * @param template of the text
     */
    record Written(String template) implements Arguments {}

    /** Some that the tool's schema describes. */
    record BySchema() implements Arguments {}
  }
}
