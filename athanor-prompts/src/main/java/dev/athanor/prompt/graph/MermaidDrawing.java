package dev.athanor.prompt.graph;

import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Node;

/**
 * Draws a graph as Mermaid text, which Markdown viewers show as a picture.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid flowcharts</a>
 */
public final class MermaidDrawing {
  private MermaidDrawing() {}

  /** The text. */
  public static String of(DependencyGraph graph) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (Node node : graph.nodes()) {
      String label = "\"" + escape(node.name()) + "\"";
      text.append("  ").append(id(graph, node)).append(switch (node.kind()) {
        case PROMPT -> "[" + label + "]";
        case GIVEN -> "([" + label + "])";
        case RESULT -> "[/" + label + "/]";
        case SEARCH -> "[(" + label + ")]";
        case MODEL -> "{{" + label + "}}";
      }).append('\n');
    }
    for (Edge edge : graph.edges()) {
      text.append("  ").append(id(graph, edge.from())).append(edge.optional() ? " -.->" : " -->")
          .append("|\"")
          .append(escape(edge.state())).append("\"| ").append(id(graph, edge.to())).append('\n');
    }
    return text.toString();
  }

  private static String id(DependencyGraph graph, Node node) {
    return "n" + graph.nodes().indexOf(node);
  }

  /** Letters, digits and what is harmless stay; everything else is a character's number, which Mermaid reads. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (Character.isLetterOrDigit(c) || " _-./".indexOf(c) >= 0) {
        escaped.appendCodePoint(c);
      } else {
        escaped.append('#').append(c).append(';');
      }
    });
    return escaped.toString();
  }
}
