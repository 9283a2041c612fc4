package dev.athanor.cli.view;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What systems cost against how good they are, as SVG. */
final class CostPlot {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 220;
  private static final int EDGE = 36;
  private static final int TEXT = 15;

  private CostPlot() {}

  /**
   * A system.
   *
   * @param dollars for 1,000 answers
   * @param quality by the primary metric
   */
  record Point(String name, double dollars, double quality) {}

  /** The drawing; nothing for fewer than two systems, or if none costs anything. */
  static String svg(List<Point> points, String metric) {
    double most = points.stream().mapToDouble(Point::dollars).max().orElse(0);
    if (points.size() < 2 || most == 0) {
      return "";
    }
    double least = Math.min(0, points.stream().mapToDouble(Point::quality).min().orElse(0));
    double best = Math.max(least + 1e-9, points.stream().mapToDouble(Point::quality).max().orElse(1));
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT,
        HtmlPage.escaped(points.stream().map(
            each -> each.name() + " " + EvaluationWording.dollars(each.dollars()) + ", "
                + EvaluationWording.number(each
                    .quality()))
            .collect(Collectors.joining("; ")))));
    svg.append(String.format(Locale.ROOT,
        "<line x1=\"%1$d\" x2=\"%2$d\" y1=\"%3$d\" y2=\"%3$d\"/><line x1=\"%1$d\" x2=\"%1$d\" y1=\"8\" y2=\"%3$d\"/>"
            + "<text class=\"count\" x=\"%2$d\" y=\"%4$d\" text-anchor=\"end\">$ for 1,000 answers, to %5$s</text>"
            + "<text class=\"count\" x=\"%6$d\" y=\"16\">%7$s, to %8$s</text>",
        EDGE, WIDTH - 8, HEIGHT - EDGE, HEIGHT
            - 10,
        EvaluationWording.dollars(most), EDGE + 6, HtmlPage.escaped(metric), EvaluationWording.number(best)));
    double free = 0; // names of points that lie close go below each other
    for (Point each : points.stream().sorted(Comparator.comparingDouble((Point point) -> -point.quality()))
        .toList()) {
      double x = EDGE + 16 + (WIDTH - EDGE - 140) * each.dollars() / most;
      double y = HEIGHT - EDGE - 16 - (HEIGHT - EDGE - 60) * (each.quality() - least) / (best - least);
      svg.append(String.format(Locale.ROOT,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>", x, y, x + 10,
          Math.max(y + 4, free), HtmlPage.escaped(each.name())));
      free = Math.max(y + 4, free) + TEXT;
    }
    return svg.append("</svg>").toString();
  }
}
