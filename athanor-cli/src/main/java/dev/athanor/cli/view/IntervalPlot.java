package dev.athanor.cli.view;

import dev.athanor.eval.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Points with their intervals, one below the other on one scale, as SVG.
 *
 * @param points from the top
 * @param zero whether a line is drawn at 0, for differences
 */
record IntervalPlot(List<Point> points, boolean zero) {
  private static final int ROW = 34;
  private static final int LABEL = 130;
  private static final int WIDTH = 480;
  private static final int NUMBER = 175;

  /** A value that was estimated. */
  record Point(String name, double value, Optional<Interval> interval) {}

  /** The drawing; nothing without points. */
  String svg() {
    if (points.isEmpty()) {
      return "";
    }
    double least = points.stream().mapToDouble(IntervalPlot::lower).min().orElse(0);
    double most = points.stream().mapToDouble(IntervalPlot::upper).max().orElse(1);
    least = zero ? Math.min(least, 0) : least;
    most = zero ? Math.max(most, 0) : most;
    double width = most > least ? most - least : 1;
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH,
        ROW * points.size() + 4,
        HtmlPage.escaped(points
            .stream().map(IntervalPlot::text).collect(Collectors.joining(", ")))));
    if (zero) {
      svg.append(
          String.format(Locale.ROOT, "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\"/>", x(0, least,
              width), ROW * points.size()));
    }
    for (int i = 0; i < points.size(); i++) {
      Point each = points.get(i);
      int y = i * ROW + ROW / 2;
      svg.append(String.format(Locale.ROOT,
          "<text x=\"0\" y=\"%d\">%s<title>%s</title></text><line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\""
              + " y2=\"%d\"/><circle cx=\"%.1f\" cy=\"%d\" r=\"5\"/><text class=\"count\" x=\"%d\" y=\"%d\">%s</text>",
          y + 4, HtmlPage.escaped(cut(each.name())), HtmlPage.escaped(each.name()),
          x(lower(each), least, width),
          x(upper(each),
              least, width),
          y, y, x(each.value(), least, width), y, WIDTH - NUMBER + 12, y + 4, HtmlPage.escaped(
              number(each))));
    }
    return svg.append("</svg>").toString();
  }

  private static double x(double value, double least, double width) {
    return LABEL + 8 + (WIDTH - NUMBER - LABEL - 16) * (value - least) / width;
  }

  private static double lower(Point point) {
    return point.interval().map(Interval::lower).orElse(point.value());
  }

  private static double upper(Point point) {
    return point.interval().map(Interval::upper).orElse(point.value());
  }

  private static String number(Point point) {
    return EvaluationWording.number(point.value())
        + point.interval().map(each -> " " + EvaluationWording.interval(each))
            .orElse("");
  }

  private static String text(Point point) {
    return point.name() + " " + number(point);
  }

  private static String cut(String name) {
    return name.length() > 17 ? name.substring(0, 16) + "…" : name;
  }
}
