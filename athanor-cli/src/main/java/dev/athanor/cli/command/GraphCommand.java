package dev.athanor.cli.command;

import dev.athanor.cli.view.GraphJson;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.graph.DependencyGraph;
import dev.athanor.prompt.graph.MermaidDrawing;
import dev.athanor.prompt.graph.SvgDrawing;
import dev.athanor.system.SystemGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor graph}. */
@Command(name = "graph", sortOptions = false, description = {
    "Draw how the project's prompts depend on each other by the state that they share, and check it:",
    "that somebody writes what one reads, that nobody else does, and that none waits for itself.",
    "With a system: what it searches, what it tells which model, and what state its prompts share."},
    footer = {"", "Example: athanor graph --given question --format svg > graph.svg",
        "         athanor graph support"})
final class GraphCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "SYSTEM",
      description = "A system of athanor.yaml; without it, all prompts.")
  private @Nullable String system;

  @Option(names = "--given", paramLabel = "NAME", split = ",",
      description = "State that comes from outside. May be repeated.")
  private List<String> given = new ArrayList<>();

  @Option(names = "--format", paramLabel = "FORMAT",
      description = "How to draw: ${COMPLETION-CANDIDATES}; mermaid without it.")
  private Format format = Format.mermaid;

  GraphCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** How a graph is drawn, in the words of the command line. */
  enum Format {
    /** Text for Markdown. */
    mermaid,
    /** A picture. */
    svg
  }

  @Override
  public Integer call() {
    String name = system;
    DependencyGraph graph = name == null ? prompts() : system(name);
    String drawing = switch (format) {
      case mermaid -> MermaidDrawing.of(graph);
      case svg -> SvgDrawing.of(graph);
    };
    if (invocation.json()) {
      invocation.json(GraphJson.of(graph, format.name(), drawing));
    } else {
      invocation.screen().result(drawing.stripTrailing());
    }
    return ExitCode.OK.number();
  }

  private DependencyGraph system(String name) {
    if (!given.isEmpty()) {
      throw AthanorException.user("graph-given", "--given " + String.join(",", given)
          + " goes with the prompts alone; a system says itself what it is given, so leave out one of the two");
    }
    try (Workshop workshop = invocation.workshop()) {
      return SystemGraph.of(workshop.plan(name));
    }
  }

  private DependencyGraph prompts() {
    PromptLibrary library = PromptLibrary.in(invocation.project().prompts());
    // Variants are other words for the same part of a system.
    List<Prompt> prompts =
        library.names().stream().filter(name -> name.variant().isEmpty()).map(library::load).toList();
    if (prompts.isEmpty()) {
      throw AthanorException.user("prompts-missing", "there are no prompts in " + library.folder()
          + ", so there is nothing to draw; a prompt is a file such as greet.prompt");
    }
    return DependencyGraph.of(prompts, Set.copyOf(given));
  }
}
