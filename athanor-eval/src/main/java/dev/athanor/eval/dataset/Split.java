package dev.athanor.eval.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.error.AthanorException;
import java.util.Locale;

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
  TEST;

  /** The split of that name. */
  public static Split named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> TRAIN;
      case "validation", "valid", "val", "dev" -> VALIDATION;
      case "test" -> TEST;
      default -> throw AthanorException.user("case-split", "\"" + name
          + "\" is no split; expected train, validation or test");
    };
  }
}
