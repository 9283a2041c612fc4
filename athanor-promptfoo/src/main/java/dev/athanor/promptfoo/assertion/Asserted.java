package dev.athanor.promptfoo.assertion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an answer is held against: an assertion, or several that count as one. In JSON, {@code kind} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Asserted.One.class, name = "one"),
    @JsonSubTypes.Type(value = Asserted.Together.class, name = "set")})
public sealed interface Asserted {
  /** How much it counts; 0 for one that can't fail. */
  double weight();

  /** The metric that it counts for, too. */
  Optional<String> metric();

  /**
   * An assertion.
   *
   * @param type without a {@code not-}
   * @param inverse whether it must not hold
   * @param value what it compares with, its templates filled in; empty if it has none
   * @param threshold from which on it holds
   * @param judge who judges, if a model does, or makes vectors
   * @param question what the judge is asked, if it is the suite's own: a template
   */
  record One(String type, boolean inverse, Optional<JsonNode> value, Optional<Double> threshold,
      double weight, Optional<String> metric, Optional<JsonNode> judge, Optional<String> question)
      implements Asserted {
    /** A value that is missing in JSON is none. */
    public One {
      value = value.filter(json -> !json.isNull());
      judge = judge.filter(json -> !json.isNull());
    }

    /** The same, decided by somebody who is asked. */
    public One asking(Optional<JsonNode> whom, Optional<String> what) {
      return new One(type, inverse, value, threshold, weight, metric, whom, what);
    }

    /** Whether it compares meanings, so that its judge makes vectors. */
    public boolean compares() {
      return type.equals("similar") || type.startsWith("similar:");
    }

    /** As a suite writes it. */
    public String written() {
      return (inverse ? "not-" : "") + type;
    }
  }

  /**
   * An {@code assert-set}.
   *
   * @param all of them
   * @param threshold the part of them that must hold, by weight; all if empty
   */
  record Together(List<One> all, Optional<Double> threshold, double weight, Optional<String> metric)
      implements Asserted {
    /** Copies. */
    public Together {
      all = List.copyOf(all);
    }
  }
}
