package dev.athanor.eval.report;

import java.util.Map;

/**
 * A case that an average would hide.
 *
 * @param id of the case
 * @param kind why it is told of
 * @param passed how many of its trials passed, by system
 * @param repeats how many trials each system has scored, at most
 */
public record CaseNote(String id, Kind kind, Map<String, Integer> passed, int repeats) {
  /** Why. */
  public enum Kind {
    /** No system has ever passed it: the case itself may be wrong. */
    IMPOSSIBLE("impossible"),
    /** One system always fails it: where there are several, another one does not. */
    FAILING("always failing"),
    /** One system passes it at times. */
    FLAKY("flaky");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /** Copies. */
  public CaseNote {
    passed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(passed));
  }
}
