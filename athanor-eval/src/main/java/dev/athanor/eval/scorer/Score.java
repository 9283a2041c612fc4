package dev.athanor.eval.scorer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;
import java.util.Optional;

/** What a scorer says of a sample. In JSON, {@code kind} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Score.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Score.Unscored.class, name = "unscored")})
public sealed interface Score {
  /** As JSON. */
  Codec<Score> CODEC = Codec.of(Score.class);

  /**
   * A number on the metric's scale.
   *
   * @param value finite
   * @param explanation what it comes from, in a sentence
   */
  record Value(double value, Optional<String> explanation) implements Score {
    /** Checks. */
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score is a finite number, not " + value);
      }
    }
  }

  /**
   * None, and why: it counts as unscored and never as a number.
   *
   * @param reason what is missing, in a sentence
   */
  record Unscored(String reason) implements Score {}

  /** A number. */
  static Score of(double value) {
    return Double.isFinite(value) ? new Value(value, Optional.empty())
        : new Unscored("the scorer gave " + value + ", which is no finite number");
  }

  /** A number, and what it comes from. */
  static Score of(double value, String explanation) {
    return Double.isFinite(value) ? new Value(value, Optional.of(explanation)) : of(value);
  }

  /** Passed or failed, and why. */
  static Score passed(boolean passed, String explanation) {
    return of(passed ? 1 : 0, explanation);
  }

  /** None, and why. */
  static Score unscored(String reason) {
    return new Unscored(reason);
  }
}
