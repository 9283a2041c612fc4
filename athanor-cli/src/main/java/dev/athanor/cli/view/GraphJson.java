package dev.athanor.cli.view;

import dev.athanor.json.Json;
import dev.athanor.prompt.graph.DependencyGraph;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How prompts depend on each other, for programs. */
public final class GraphJson {
  private GraphJson() {}

  /** All of it, with a drawing. */
  public static ObjectNode of(DependencyGraph graph, String format, String drawing) {
    ObjectNode json = Json.object();
    ArrayNode order = json.putArray("order");
    graph.order().forEach(order::add);
    ArrayNode nodes = json.putArray("nodes");
    graph.nodes().forEach(node -> nodes.add(node(node)));
    ArrayNode edges = json.putArray("edges");
    graph.edges().forEach(edge -> {
      ObjectNode each = Json.object();
      each.set("from", node(edge.from()));
      each.set("to", node(edge.to()));
      edges.add(each.put("state", edge.state()).put("optional", edge.optional()));
    });
    return json.put("format", format).put("drawing", drawing);
  }

  private static ObjectNode node(DependencyGraph.Node node) {
    return Json.object().put("kind", node.kind().name().toLowerCase(Locale.ROOT)).put("name", node.name());
  }
}
