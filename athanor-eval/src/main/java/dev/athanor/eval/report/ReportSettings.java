package dev.athanor.eval.report;

import dev.athanor.json.Codec;
import java.util.List;
import java.util.Optional;

/**
 * What a report is made by. An experiment is pinned to it, so that its verdict was decided beforehand.
 *
 * @param primary the metric that decides; the first one if empty
 * @param margin how much the primary metric may differ and still count as equal; empty if any difference matters
 * @param gates what must hold, as {@link Gate#parse} reads it
 */
public record ReportSettings(Optional<String> primary, Optional<Double> margin, List<String> gates) {
  /** As JSON. */
  public static final Codec<ReportSettings> CODEC = Codec.of(ReportSettings.class);
  /** The pin that has them. */
  public static final String PIN = "report";
  /** The first metric decides, and nothing must hold. */
  public static final ReportSettings PLAIN =
      new ReportSettings(Optional.empty(), Optional.empty(), List.of());

  /** Copies. */
  public ReportSettings {
    gates = List.copyOf(gates);
  }
}
