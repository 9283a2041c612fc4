package dev.athanor.prompt.graph;

import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a graph in rows: each below all that it needs (longest path), and in its row near to what it needs
 * (barycentre). After Sugiyama, Tagawa and Toda, 1981.
 */
final class Layers {
  private Layers() {}

  static List<List<Node>> of(DependencyGraph graph) {
    Map<Node, Integer> row = new HashMap<>();
    graph.nodes().forEach(node -> row.put(node, 0));
    // The longest way has no more edges than there are nodes, so by then nothing moves.
    for (int i = 0; i < graph.nodes().size(); i++) {
      graph.needed().forEach(edge -> row.merge(edge.to(), row.getOrDefault(edge.from(), 0) + 1, Math::max));
    }
    List<List<Node>> rows = new ArrayList<>();
    graph.nodes().forEach(node -> {
      int at = row.getOrDefault(node, 0);
      while (rows.size() <= at) {
        rows.add(new ArrayList<>());
      }
      rows.get(at).add(node);
    });
    Map<Node, Double> place = new HashMap<>();
    for (List<Node> each : rows) {
      Map<Node, Double> wanted = new HashMap<>();
      each.forEach(
          node -> wanted.put(node, graph.needed().stream().filter(edge -> edge.to().equals(node)).map(
              Edge::from).mapToDouble(place::get).average().orElse(each.indexOf(node))));
      each.sort(Comparator.comparingDouble(wanted::get));
      each.forEach(node -> place.put(node, each.indexOf(node) - each.size() / 2.0));
    }
    return rows;
  }
}
