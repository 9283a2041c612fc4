package dev.athanor.document.clean;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was done to a document and what was found in it.
 *
 * @param counts how often, by what it was: {@code control-characters}, {@code masked:email}; sorted
 */
public record Treatment(Map<String, Integer> counts) {
  /** Nothing. */
  public static final Treatment NONE = new Treatment(Map.of());

  /** Copies. */
  public Treatment {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
