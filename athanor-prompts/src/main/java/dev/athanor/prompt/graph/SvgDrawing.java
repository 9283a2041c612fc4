package dev.athanor.prompt.graph;

import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Kind;
import dev.athanor.prompt.graph.DependencyGraph.Node;
import dev.athanor.prompt.graph.Layers.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Draws a graph as one SVG that refers to nothing outside. */
public final class SvgDrawing {
  private static final int HEIGHT = 34;
  private static final int BETWEEN_ROWS = 64;
  private static final int BETWEEN_SLOTS = 32;
  private static final int MARGIN = 24;
  private static final int BESIDE = 40;
  private static final int LABEL_HEIGHT = 13;
  private static final int PER_CHARACTER = 8;
  private static final int UNKNOWN = 0xFFFD;
  private static final int FIRST_WIDE_CHARACTER = 0x1100;

  private final DependencyGraph graph;
  private final Layers layers;
  private final int widest;
  private final Map<Slot, Place> places = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();
  private int beside;

  private SvgDrawing(DependencyGraph graph) {
    this.graph = graph;
    this.layers = Layers.of(graph);
    this.widest = layers.rows().stream().mapToInt(SvgDrawing::width).max().orElse(0);
  }

  /** Where a slot is, by its middle. */
  private record Place(int x, int y, int width) {
    int top() {
      return y - HEIGHT / 2;
    }

    int bottom() {
      return y + HEIGHT / 2;
    }

    int right() {
      return x + width / 2;
    }
  }

  /** The SVG. */
  public static String of(DependencyGraph graph) {
    return new SvgDrawing(graph).draw();
  }

  private String draw() {
    place();
    List<Edge> back = graph.edges().stream().filter(edge -> layers.line(edge).isEmpty()).toList();
    int labels = back.stream().mapToInt(edge -> width(edge.state())).max().orElse(0);
    int wide = widest + 2 * MARGIN + back.size() * BESIDE + labels;
    int high = Math.max(1, layers.rows().size()) * (HEIGHT + BETWEEN_ROWS) - BETWEEN_ROWS + 2 * MARGIN;
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
    graph.edges().forEach(edge -> {
      if (layers.line(edge).isEmpty()) {
        lineBack(edge);
      } else {
        lineDown(edge);
      }
    });
    graph.nodes().forEach(this::box);
    return svg.append("</svg>\n").toString();
  }

  private void place() {
    for (int i = 0; i < layers.rows().size(); i++) {
      List<Slot> row = layers.rows().get(i);
      int x = MARGIN + (widest - width(row)) / 2;
      for (Slot slot : row) {
        places.put(slot,
            new Place(x + width(slot) / 2, MARGIN + HEIGHT / 2 + i * (HEIGHT + BETWEEN_ROWS), width(
                slot)));
        x += width(slot) + BETWEEN_SLOTS;
      }
    }
  }

  private Place at(Slot slot) {
    return Objects.requireNonNull(places.get(slot), "every slot was placed");
  }

  private void lineDown(Edge edge) {
    List<Slot> line = layers.line(edge);
    Place from = at(line.getFirst());
    StringBuilder path = new StringBuilder("M" + from.x() + " " + from.bottom());
    for (int i = 1; i < line.size(); i++) {
      Place before = at(line.get(i - 1));
      Place next = at(line.get(i));
      int bend = BETWEEN_ROWS / 2;
      path.append(
          curve(before.x(), before.bottom() + bend, next.x(), next.top() - bend, next.x(), next.top()));
      if (i < line.size() - 1) {
        path.append('V').append(next.bottom());
      }
    }
    line(edge, path.toString());
    Place second = at(line.get(1));
    if (line.size() > 2) {
      label(edge, second.x(), second.y());
    } else {
      // Several that go the same way are one line with their names below each other.
      List<Edge> same =
          graph.edges().stream().filter(each -> each.from().equals(edge.from()) && each.to().equals(edge
              .to())).toList();
      label(edge, (from.x() + second.x()) / 2,
          (from.bottom() + second.top()) / 2 + LABEL_HEIGHT * (2 * same.indexOf(edge)
              - same.size() + 1) / 2);
    }
  }

  /** What leads up or aside goes around the right of everything, each line a bit further out. */
  private void lineBack(Edge edge) {
    Place from = at(new Slot.Box(edge.from()));
    Place to = at(new Slot.Box(edge.to()));
    beside += BESIDE;
    int out = MARGIN + widest + beside;
    // A node that leads to itself leaves above its middle and comes back below it.
    int apart = edge.from().equals(edge.to()) ? HEIGHT / 4 : 0;
    line(edge,
        "M" + from.right() + " " + (from.y() - apart)
            + curve(out, from.y() - apart, out, to.y() + apart, to.right(),
                to.y() + apart));
    label(edge, (out * 3 + (from.right() + to.right()) / 2) / 4, (from.y() + to.y()) / 2);
  }

  private static String curve(int x1, int y1, int x2, int y2, int x, int y) {
    return "C" + x1 + " " + y1 + " " + x2 + " " + y2 + " " + x + " " + y;
  }

  private void line(Edge edge, String path) {
    svg.append(String.format(Locale.ROOT,
        "  <path d=\"%s\" fill=\"none\" stroke=\"#555\"%s marker-end=\"url(#end)\"/>\n",
        path, edge.optional() ? " stroke-dasharray=\"4 4\"" : ""));
  }

  /** Not where a node at one of the ends says it already. */
  private void label(Edge edge, int x, int y) {
    if (edge.from().kind() != Kind.GIVEN && edge.to().kind() != Kind.RESULT) {
      svg.append(String.format(Locale.ROOT,
          "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\" dominant-baseline=\"central\""
              + " font-size=\"11\" fill=\"#333\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">%s</text>\n",
          x, y,
          escape(edge.state())));
    }
  }

  private void box(Node node) {
    Place place = at(new Slot.Box(node));
    boolean prompt = node.kind() == Kind.PROMPT;
    svg.append(String.format(Locale.ROOT,
        "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"#555\"/>\n",
        place.x() - place.width() / 2, place.top(), place.width(), HEIGHT, prompt ? 4 : HEIGHT / 2,
        switch (node.kind()) {
          case PROMPT -> "#eef3fb";
          case GIVEN, RESULT -> "#f7f4ea";
          case SEARCH -> "#eef7ee";
          case MODEL -> "#f6eefb";
        }));
    svg.append(String.format(Locale.ROOT,
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\" dominant-baseline=\"central\">%s</text>\n",
        place.x(), place.y(),
        escape(node.name())));
  }

  private static int width(List<Slot> row) {
    return row.stream().mapToInt(SvgDrawing::width).sum() + (row.size() - 1) * BETWEEN_SLOTS;
  }

  private static int width(Slot slot) {
    return switch (slot) {
      case Slot.Box(Node node) -> MARGIN + width(node.name());
      case Slot.Passing(Edge edge, _) -> width(edge.state());
    };
  }

  private static int width(String text) {
    return PER_CHARACTER * text.codePoints().map(c -> c < FIRST_WIDE_CHARACTER ? 1 : 2).sum();
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
