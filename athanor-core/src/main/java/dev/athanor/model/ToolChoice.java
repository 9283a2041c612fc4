package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a model calls tools. */
public enum ToolChoice {
  /** As it likes. */
  @JsonProperty("auto")
  AUTO,
  /** It must call one. */
  @JsonProperty("required")
  REQUIRED,
  /** It must not. */
  @JsonProperty("none")
  NONE
}
