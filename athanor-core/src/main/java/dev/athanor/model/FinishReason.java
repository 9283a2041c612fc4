package dev.athanor.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a model has stopped. */
public enum FinishReason {
  /** It had said everything, or came to a stop text. */
  @JsonProperty("stop")
  STOP,
  /** It ran out of output tokens. */
  @JsonProperty("length")
  LENGTH,
  /** It wants tools to be called. */
  @JsonProperty("tool_calls")
  TOOL_CALLS,
  /** The provider has cut it off, by a policy. */
  @JsonProperty("content_filter")
  CONTENT_FILTER,
  /** The provider gave another reason, or none. */
  @JsonProperty("other")
  OTHER
}
