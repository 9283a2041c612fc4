package dev.athanor.prompt.graph;

import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Draws a graph as one SVG that refers to nothing outside. */
public final class SvgDrawing {
  private static final int HEIGHT = 34;
  private static final int BETWEEN_ROWS = 64;
  private static final int BETWEEN_NODES = 40;
  private static final int MARGIN = 24;
  private static final int PER_CHARACTER = 8;
  private static final int UNKNOWN = 0xFFFD;
  private static final int FIRST_WIDE_CHARACTER = 0x1100;

  private final DependencyGraph graph;
  private final Map<Node, Box> boxes = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private SvgDrawing(DependencyGraph graph) {
    this.graph = graph;
  }

  /** Where a node is drawn, by its middle. */
  private record Box(int x, int y, int width) {
    int top() {
      return y - HEIGHT / 2;
    }

    int bottom() {
      return y + HEIGHT / 2;
    }
  }

  /** The SVG. */
  public static String of(DependencyGraph graph) {
    return new SvgDrawing(graph).draw();
  }

  private String draw() {
    List<List<Node>> rows = Layers.of(graph);
    int widest = rows.stream().mapToInt(SvgDrawing::width).max().orElse(0);
    int wide = widest + 2 * MARGIN;
    int high = Math.max(1, rows.size()) * (HEIGHT + BETWEEN_ROWS) - BETWEEN_ROWS + 2 * MARGIN;
    for (int i = 0; i < rows.size(); i++) {
      int x = MARGIN + (widest - width(rows.get(i))) / 2;
      for (Node node : rows.get(i)) {
        boxes.put(node,
            new Box(x + width(node) / 2, MARGIN + HEIGHT / 2 + i * (HEIGHT + BETWEEN_ROWS), width(node)));
        x += width(node) + BETWEEN_NODES;
      }
    }
    svg.append(String.format(Locale.ROOT,
        """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img"
                font-family="system-ui, sans-serif" font-size="13">
              <title>How the prompts depend on each other</title>
              <defs>
                <marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                  <path d="M0 0 8 4 0 8z" fill="#555"/>
                </marker>
              </defs>
              <rect width="100%%" height="100%%" fill="#fff"/>
            """,
        wide, high));
    graph.edges().forEach(this::line);
    graph.nodes().forEach(this::box);
    return svg.append("</svg>\n").toString();
  }

  private void line(Edge edge) {
    Box from = place(edge.from());
    Box to = place(edge.to());
    boolean down = from.bottom() < to.top();
    int bend = BETWEEN_ROWS / 2;
    // What leads back or sideways goes around the right side of the boxes, so that it is seen.
    int side = Math.max(from.x() + from.width() / 2, to.x() + to.width() / 2);
    String path =
        down ? curve(from.x(), from.bottom(), from.x(), from.bottom() + bend, to.x(), to.top() - bend, to.x(),
            to.top())
            : curve(from.x() + from.width() / 2, from.y(), side + bend, from.y(), side + bend, to.y(), to
                .x()
                + to
                    .width() / 2,
                to.y());
    int x = down ? (from.x() + to.x()) / 2 : side + bend / 2;
    int y = down ? (from.bottom() + to.top()) / 2 : (from.y() + to.y()) / 2;
    svg.append(String.format(Locale.ROOT,
        "  <path d=\"%s\" fill=\"none\" stroke=\"#555\"%s marker-end=\"url(#end)\"/>\n", path, edge.optional()
            ? " stroke-dasharray=\"4 4\"" : ""));
    if (edge.from().kind() == DependencyGraph.Kind.PROMPT
        && edge.to().kind() == DependencyGraph.Kind.PROMPT) {
      svg.append(String.format(Locale.ROOT,
          "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\" fill=\"#333\" stroke=\"#fff\" stroke-width=\"3\""
              + " paint-order=\"stroke\">%s</text>\n",
          x, y, escape(edge.state())));
    }
  }

  private void box(Node node) {
    Box box = place(node);
    boolean prompt = node.kind() == DependencyGraph.Kind.PROMPT;
    svg.append(String.format(Locale.ROOT,
        "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"#555\"/>\n",
        box.x() - box
            .width() / 2,
        box.top(), box.width(), HEIGHT, prompt ? 4 : HEIGHT / 2, prompt ? "#eef3fb" : "#f7f4ea"));
    svg.append(String.format(Locale.ROOT,
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\" dominant-baseline=\"central\">%s</text>\n", box.x(),
        box.y(),
        escape(node.name())));
  }

  private static String curve(int... points) {
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < points.length; i++) {
      path.append(i == 2 ? "C" : i == 0 ? "" : " ").append(points[i]);
    }
    return path.toString();
  }

  private Box place(Node node) {
    return Objects.requireNonNull(boxes.get(node), "every node was placed");
  }

  private static int width(List<Node> row) {
    return row.stream().mapToInt(SvgDrawing::width).sum() + (row.size() - 1) * BETWEEN_NODES;
  }

  private static int width(Node node) {
    return MARGIN + PER_CHARACTER * node.name().codePoints().map(c -> c < FIRST_WIDE_CHARACTER ? 1 : 2).sum();
  }

  /** Text that is nothing but text in XML; characters that XML can't have are shown as unknown. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> {
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.appendCodePoint(isInXml(c) ? c : UNKNOWN);
      }
    });
    return escaped.toString();
  }

  private static boolean isInXml(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !half && !Character.isISOControl(c) && c != 0xFFFE && c != 0xFFFF;
  }
}
