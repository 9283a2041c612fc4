package dev.athanor.system;

import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.graph.DependencyGraph;
import dev.athanor.prompt.graph.DependencyGraph.Edge;
import dev.athanor.prompt.graph.DependencyGraph.Kind;
import dev.athanor.prompt.graph.DependencyGraph.Node;
import dev.athanor.system.asking.ModelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A system as a graph: what searches, what a model is told and by whom, what state goes from one prompt to another. */
public final class SystemGraph {
  private static final Node QUESTION = new Node(Kind.GIVEN, "question");
  private static final Node HISTORY = new Node(Kind.GIVEN, "conversation");
  private static final Node SEARCH = new Node(Kind.SEARCH, "retrieve");
  private static final Node ANSWER = new Node(Kind.RESULT, "answer");

  private final List<Node> nodes = new ArrayList<>(List.of(QUESTION));
  private final List<Edge> edges = new ArrayList<>();

  private SystemGraph() {}

  /** The graph of a system. */
  public static DependencyGraph of(SystemPlan plan) {
    SystemGraph graph = new SystemGraph();
    switch (plan) {
      case SystemPlan.Modelless _ -> graph.modelless();
      case SystemPlan.Grounded grounded -> graph.grounded(grounded);
      case SystemPlan.Told told -> graph.told(told);
    }
    return new DependencyGraph(graph.nodes, graph.edges);
  }

  private void modelless() {
    Node extract = new Node(Kind.SEARCH, "extract");
    nodes.addAll(List.of(SEARCH, extract, ANSWER));
    edge(QUESTION, SEARCH, "question");
    edge(SEARCH, extract, "passages");
    edge(extract, ANSWER, "answer");
  }

  private void grounded(SystemPlan.Grounded plan) {
    Node prompt = prompt(plan.prompts().prompt());
    nodes.addAll(List.of(HISTORY, SEARCH, prompt));
    edge(QUESTION, SEARCH, "question");
    edge(SEARCH, prompt, "evidence");
    asked(List.of(prompt), plan.model(), plan.prompts().repair());
  }

  private void told(SystemPlan.Told plan) {
    DependencyGraph states = DependencyGraph.of(plan.inOrder(), Set.of());
    nodes.add(HISTORY);
    nodes.addAll(states.nodes());
    edges.addAll(states.edges());
    asked(plan.inOrder().stream().map(SystemGraph::prompt).toList(), plan.model(), plan.prompts().repair());
  }

  private void asked(List<Node> prompts, ModelChoice choice, Prompt repair) {
    Node model =
        new Node(Kind.MODEL, Stream.concat(Stream.of(choice.model()), choice.fallback().stream()).map(
            Object::toString).collect(Collectors.joining(", else ")));
    Node again = prompt(repair);
    nodes.addAll(List.of(model, again, ANSWER));
    prompts.forEach(prompt -> {
      edge(QUESTION, prompt, "question");
      edge(HISTORY, prompt, "conversation");
      edge(prompt, model, "messages");
    });
    edges.add(new Edge(model, again, "problems", true));
    edges.add(new Edge(again, model, "messages", true));
    edge(model, ANSWER, "answer");
  }

  private void edge(Node from, Node to, String state) {
    edges.add(new Edge(from, to, state, false));
  }

  private static Node prompt(Prompt prompt) {
    return new Node(Kind.PROMPT, prompt.name().toString());
  }
}
