package dev.athanor.knowledge.retrieve;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what passages are searched. */
public enum Mode {
  /** By words only; needs no model. */
  @JsonProperty("keyword")
  KEYWORD,
  /** By meaning only. */
  @JsonProperty("dense")
  DENSE,
  /** By both. */
  @JsonProperty("hybrid")
  HYBRID
}
