package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who speaks. */
public enum Role {
  /** The instructions that stand above the conversation. */
  @JsonProperty("system")
  SYSTEM,
  /** The person, or the program in a person's place. */
  @JsonProperty("user")
  USER,
  /** The model. */
  @JsonProperty("assistant")
  ASSISTANT,
  /** The results of the tools that the model has called. */
  @JsonProperty("tool")
  TOOL
}
