package dev.athanor.cli.view;

import java.util.List;
import java.util.Locale;

/** How values are spread, as SVG: ten bars of equal width from the least to the most. */
final class Histogram {
  private static final int BARS = 10;
  private static final int WIDTH = 440;
  private static final int HEIGHT = 120;
  private static final int BAR = WIDTH / BARS;

  private Histogram() {}

  /** The drawing; nothing without values. */
  static String svg(List<Double> values) {
    if (values.isEmpty()) {
      return "";
    }
    double least = Math.min(0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    double most = Math.max(1, values.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    int[] counts = new int[BARS];
    values.forEach(value -> counts[Math.min(BARS - 1, (int) (BARS * (value - least) / (most - least)))]++);
    int highest = 1;
    for (int count : counts) {
      highest = Math.max(highest, count);
    }
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%d values from %s to %s\">", WIDTH, HEIGHT + 40,
        values
            .size(),
        EvaluationWording.number(least), EvaluationWording.number(most)));
    for (int i = 0; i < BARS; i++) {
      double height = (double) HEIGHT * counts[i] / highest;
      svg.append(String.format(Locale.ROOT,
          "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"2\"/><text class=\"count\" x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"middle\">%s</text>",
          i * BAR + 3, 20 + HEIGHT - height, BAR - 6, height, i * BAR + BAR
              / 2,
          15 + HEIGHT - height, counts[i] == 0 ? "" : Wording.number(counts[i])));
    }
    return svg.append(String.format(Locale.ROOT,
        "<text class=\"count\" x=\"0\" y=\"%1$d\">%2$s</text><text class=\"count\" x=\"%3$d\" y=\"%1$d\""
            + " text-anchor=\"end\">%4$s</text></svg>",
        HEIGHT + 38, EvaluationWording.number(least), WIDTH,
        EvaluationWording.number(most))).toString();
  }
}
