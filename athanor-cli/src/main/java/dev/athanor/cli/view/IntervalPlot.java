package dev.athanor.cli.view;

import dev.athanor.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Points with their intervals, one below the other on one scale, as SVG. Names stand beside their intervals if all of them
 * are short, and else above.
 *
 * @param points from the top
 * @param zero whether a line is drawn at 0, for differences
 */
record IntervalPlot(List<Point> points, boolean zero) {
  private static final int ROW = 34;
  private static final int NAME_ABOVE = 22;
  private static final int NAME_BESIDE = 130;
  private static final int BESIDE = 17;
  private static final int MOST_NAME = 64;
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
    boolean above = points.stream().anyMatch(each -> each.name().length() > BESIDE);
    int row = above ? ROW + NAME_ABOVE : ROW;
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, row * points.size() + 4,
        HtmlPage.escaped(points.stream().map(IntervalPlot::text).collect(Collectors.joining(", ")))));
    Scale scale = new Scale(above ? 8 : NAME_BESIDE + 8, least, width);
    if (zero) {
      svg.append(String.format(Locale.ROOT, "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\"/>",
          scale.x(0), row * points.size()));
    }
    for (int i = 0; i < points.size(); i++) {
      int y = (i + 1) * row - ROW / 2;
      svg.append(drawn(points.get(i), scale, y, above ? y - NAME_ABOVE : y));
    }
    return svg.append("</svg>").toString();
  }

  private static String drawn(Point each, Scale scale, int y, int yOfName) {
    return String.format(Locale.ROOT,
        "<text x=\"0\" y=\"%d\">%s<title>%s</title></text><line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\""
            + " y2=\"%d\"/><circle cx=\"%.1f\" cy=\"%d\" r=\"5\"/><text class=\"count\" x=\"%d\" y=\"%d\">%s</text>",
        yOfName + 4, HtmlPage.escaped(cut(each.name())), HtmlPage.escaped(each.name()),
        scale.x(lower(each)), scale.x(upper(each)), y, y, scale.x(each.value()), y, WIDTH - NUMBER + 12,
        y + 4,
        HtmlPage.escaped(number(each)));
  }

  /** Where a value lies between what stands on the left and its number on the right. */
  private record Scale(int left, double least, double width) {
    double x(double value) {
      return left + (WIDTH - NUMBER - left - 8) * (value - least) / width;
    }
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

  /** Both ends stay: one says of which cases a value is, the other of which system. */
  private static String cut(String name) {
    int half = MOST_NAME / 2;
    return name.length() <= MOST_NAME ? name
        : name.substring(0, half - 1) + "…" + name.substring(name.length() - half);
  }
}
