package dev.athanor.prompt.graph;

import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a graph in rows: each below all that it needs (longest path), and in its row near to what leads to it
 * (barycentre). A line that passes a row has a slot of its own there, so that it runs beside the nodes and not through them.
 * After Sugiyama, Tagawa and Toda, 1981.
 */
final class Layers {
  private final Map<Node, Integer> row = new HashMap<>();
  private final List<List<Slot>> rows = new ArrayList<>();
  private final Map<Edge, List<Slot>> lines = new HashMap<>();

  private Layers(DependencyGraph graph) {
    graph.nodes().forEach(node -> row.put(node, 0));
    // The longest way has no more edges than there are nodes, so by then nothing moves.
    for (int i = 0; i < graph.nodes().size(); i++) {
      graph.needed().forEach(edge -> row.merge(edge.to(), row(edge.from()) + 1, Math::max));
    }
    graph.nodes().forEach(node -> put(new Slot.Box(node), row(node)));
    graph.edges().stream().filter(this::leadsDown).forEach(this::run);
    rows.forEach(this::sort);
  }

  /** A place in a row. */
  sealed interface Slot {
    /** A node's. */
    record Box(Node node) implements Slot {}

    /** A line's that passes. */
    record Passing(Edge edge, int row) implements Slot {}
  }

  static Layers of(DependencyGraph graph) {
    return new Layers(graph);
  }

  /** From the top. */
  List<List<Slot>> rows() {
    return rows;
  }

  /** What a line passes on its way, both ends included; empty if it leads up or aside. */
  List<Slot> line(Edge edge) {
    return lines.getOrDefault(edge, List.of());
  }

  private int row(Node node) {
    return row.getOrDefault(node, 0);
  }

  private boolean leadsDown(Edge edge) {
    return row(edge.from()) < row(edge.to());
  }

  private void put(Slot slot, int at) {
    while (rows.size() <= at) {
      rows.add(new ArrayList<>());
    }
    rows.get(at).add(slot);
  }

  private void run(Edge edge) {
    List<Slot> line = new ArrayList<>();
    line.add(new Slot.Box(edge.from()));
    for (int at = row(edge.from()) + 1; at < row(edge.to()); at++) {
      Slot passing = new Slot.Passing(edge, at);
      put(passing, at);
      line.add(passing);
    }
    line.add(new Slot.Box(edge.to()));
    lines.put(edge, line);
  }

  private void sort(List<Slot> slots) {
    Map<Slot, Double> wanted = new HashMap<>();
    int above = rows.indexOf(slots) - 1;
    for (Slot slot : slots) {
      double own = middle(slots, slot);
      wanted.put(slot, above < 0 ? own : lines.values().stream().filter(line -> line.indexOf(slot) > 0)
          .mapToDouble(line -> middle(rows.get(above), line.get(line.indexOf(slot) - 1))).average()
          .orElse(own));
    }
    slots.sort(Comparator.comparingDouble(slot -> wanted.getOrDefault(slot, 0.0)));
  }

  /** How far a slot is from the middle of its row. */
  private static double middle(List<Slot> slots, Slot slot) {
    return slots.indexOf(slot) - (slots.size() - 1) / 2.0;
  }
}
