package dev.athanor.cli.command;

import dev.athanor.cli.view.GraphJson;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.graph.DependencyGraph;
import dev.athanor.prompt.graph.MermaidDrawing;
import dev.athanor.prompt.graph.SvgDrawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code athanor graph}. */
@Command(name = "graph", sortOptions = false, description = {
    "Draw how the project's prompts depend on each other by the state that they share, and check it:",
    "that somebody writes what one reads, that nobody else does, and that none waits for itself."},
    footer = {"", "Example: athanor graph --given question --format svg > graph.svg"})
final class GraphCommand implements Callable<Integer> {
  private final Invocation invocation;

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
    PromptLibrary library = PromptLibrary.in(invocation.project().prompts());
    // Variants are other words for the same part of a system.
    List<Prompt> prompts =
        library.names().stream().filter(name -> name.variant().isEmpty()).map(library::load).toList();
    if (prompts.isEmpty()) {
      throw AthanorException.user("prompts-missing", "there are no prompts in " + library.folder()
          + ", so there is nothing to draw; a prompt is a file such as greet.prompt");
    }
    DependencyGraph graph = DependencyGraph.of(prompts, Set.copyOf(given));
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
}
