package dev.athanor.eval.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a case may be used for. */
public enum Split {
  /** To learn from: prompts, weights and examples may be made of it. */
  @JsonProperty("train")
  TRAIN,
  /** To choose by: looked at as often as one likes, and therefore no proof. */
  @JsonProperty("validation")
  VALIDATION,
  /** Sealed: opened a few times at most, each time counted, and shows pass or fail only. */
  @JsonProperty("test")
  TEST
}
