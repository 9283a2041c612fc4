package dev.athanor.promptfoo.assertion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all assertions together say of an answer. */
public sealed interface Grading {
  /**
   * Passed or not.
   *
   * @param passed whether the case passes
   * @param score the weighted mean of the assertions' scores
   * @param reason what failed, or how it passed
   * @param metrics the weighted means of the assertions that name a metric, by its name
   * @param parts what each assertion says, also of those in sets
   */
  record Graded(boolean passed, double score, String reason, Map<String, Double> metrics, List<Part> parts)
      implements Grading {
    /** Copies, in the same order. */
    public Graded {
      parts = List.copyOf(parts);
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * What one assertion says.
   *
   * @param type as the suite writes it
   */
  record Part(String type, double score) {}

  /**
   * It can't be told.
   *
   * @param reason what is missing
   */
  record Ungraded(String reason) implements Grading {}
}
