package dev.athanor.prompt.graph;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.SharedState;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prompts, and the state that goes from one to the other. In order of names, whatever order the prompts came in. Whoever knows what
 * stands around the prompts may add it.
 *
 * @param nodes prompts, what is given to them, and what nobody reads in the end
 * @param edges who passes what to whom
 */
public record DependencyGraph(List<Node> nodes, List<Edge> edges) {
  /** Copies. */
  public DependencyGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** What a node stands for. */
  public enum Kind {
    /** State that comes from outside. */
    GIVEN,
    /** A prompt. */
    PROMPT,
    /** State that a prompt writes and no prompt reads; what comes out in the end. */
    RESULT,
    /** A search of documents. */
    SEARCH,
    /** A model that is asked. */
    MODEL
  }

  /**
   * A node.
   *
   * @param kind what it stands for
   * @param name of the prompt, of the state, or of what is asked
   */
  public record Node(Kind kind, String name) {}

  /**
   * State that one passes to another.
   *
   * @param from where it comes from
   * @param to where it is read
   * @param state its name
   * @param optional whether the reader does without it: then it need not come first
   */
  public record Edge(Node from, Node to, String state, boolean optional) {}

  /**
   * The graph of prompts.
   *
   * @param given names of state that comes from outside
   * @throws AthanorException if two write the same, if nobody writes what one needs, or if prompts wait for each other
   */
  public static DependencyGraph of(Collection<Prompt> prompts, Set<String> given) {
    Map<String, SharedState> states = new TreeMap<>();
    prompts.forEach(prompt -> states.put(prompt.name().toString(), prompt.header().state()));
    Map<String, Node> writers = writers(states, given);
    List<Edge> edges = new ArrayList<>();
    Set<String> read = new TreeSet<>();
    states.forEach((name, state) -> {
      for (SharedState.Read each : state.reads()) {
        read.add(each.name());
        if (writers.containsKey(each.name())) {
          edges.add(
              new Edge(writers.get(each.name()), new Node(Kind.PROMPT, name), each.name(), each.optional()));
        } else if (!each.optional()) {
          throw missing(name, each.name(), writers.keySet());
        }
      }
    });
    states.forEach((name, state) -> state.writes().stream().filter(each -> !read.contains(each)).forEach(
        each -> edges.add(new Edge(new Node(Kind.PROMPT, name), new Node(Kind.RESULT, each), each, false))));
    DependencyGraph graph = new DependencyGraph(nodes(states.keySet(), edges), edges);
    graph.order();
    return graph;
  }

  private static Map<String, Node> writers(Map<String, SharedState> states, Set<String> given) {
    Map<String, Node> writers = new TreeMap<>();
    given.forEach(each -> writers.put(each, new Node(Kind.GIVEN, each)));
    states.forEach((name, state) -> state.writes().forEach(each -> {
      Node before = writers.put(each, new Node(Kind.PROMPT, name));
      if (before != null) {
        String other = before.kind() == Kind.GIVEN ? "it is given from outside as well"
            : "the prompt " + before.name() + " writes it as well";
        throw AthanorException.user(PromptFailures.GRAPH,
            "the prompt " + name + " writes the state \"" + each + "\", and "
                + other + "; expected one writer: give one of them another name in athanor.writes");
      }
    }));
    return writers;
  }

  private static AthanorException missing(String prompt, String state, Set<String> written) {
    List<String> nearest = Nearest.to(state, List.copyOf(written), 3);
    return AthanorException.user(PromptFailures.GRAPH, "the prompt " + prompt + " reads the state \"" + state
        + "\", and nobody writes it" + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest))
        + "; add it to the athanor.writes of a prompt, say that it is given from outside, or read \"" + state
        + "?\" if the prompt can do without");
  }

  private static List<Node> nodes(Collection<String> prompts, List<Edge> edges) {
    Set<Node> nodes =
        new TreeSet<>((one, other) -> one.kind() == other.kind() ? one.name().compareTo(other.name())
            : one.kind().compareTo(other.kind()));
    prompts.forEach(name -> nodes.add(new Node(Kind.PROMPT, name)));
    edges.forEach(edge -> {
      nodes.add(edge.from());
      nodes.add(edge.to());
    });
    return List.copyOf(nodes);
  }

  /** The prompts in an order in which each finds written what it needs; by name where that leaves a choice. */
  public List<String> order() {
    Map<String, Set<String>> waits = new TreeMap<>();
    nodes.stream().filter(node -> node.kind() == Kind.PROMPT)
        .forEach(node -> waits.put(node.name(), new TreeSet<>()));
    needed().forEach(edge -> {
      if (edge.from().kind() == Kind.PROMPT && edge.to().kind() == Kind.PROMPT) {
        waits.computeIfAbsent(edge.to().name(), _ -> new TreeSet<>()).add(edge.from().name());
      }
    });
    List<String> order = new ArrayList<>();
    while (!waits.isEmpty()) {
      String next =
          waits.entrySet().stream().filter(entry -> entry.getValue().isEmpty()).map(Map.Entry::getKey)
              .findFirst().orElseThrow(() -> cycle(waits));
      order.add(next);
      waits.remove(next);
      waits.values().forEach(others -> others.remove(next));
    }
    return order;
  }

  /** The edges that decide the order. */
  List<Edge> needed() {
    return edges.stream().filter(edge -> !edge.optional()).toList();
  }

  private AthanorException cycle(Map<String, Set<String>> waits) {
    List<String> path = new ArrayList<>();
    String at = waits.keySet().iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      at = waits.getOrDefault(at, Set.of()).iterator().next();
    }
    List<String> around = new ArrayList<>(path.subList(path.indexOf(at), path.size()).reversed());
    around.addFirst(at);
    String states =
        needed().stream().filter(edge -> around.contains(edge.from().name()) && around.contains(edge.to()
            .name())).map(Edge::state).distinct().sorted().collect(Collectors.joining(", "));
    return AthanorException.user(PromptFailures.CYCLE,
        "prompts wait for each other without end: " + String.join(" → ",
            around) + " (" + states
            + "); for a loop let one of them read what may still be missing, such as \"" + states
                .split(", ", 2)[0]
            + "?\"");
  }
}
