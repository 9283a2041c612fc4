package dev.athanor.eval.report;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a report takes into account beside its experiment.
 *
 * @param calibrations what is known of judges, by name, as {@code judge calibrate} keeps it
 * @param looks how often the same systems were looked at before on a part of the same cases
 */
public record Known(Map<String, JsonNode> calibrations, int looks) {
  /** Nothing. */
  public static final Known NOTHING = new Known(Map.of(), 0);

  /** Copies. */
  public Known {
    calibrations = Map.copyOf(calibrations);
  }
}
