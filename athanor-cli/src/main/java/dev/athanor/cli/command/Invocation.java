package dev.athanor.cli.command;

import dev.athanor.cli.project.NewProject;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.ColorChoice;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tools.jackson.databind.JsonNode;

/** What all commands share: the options that each of them takes, the screen, the project. */
final class Invocation {
  private final Surroundings surroundings;
  private @Nullable Screen screen;

  @Option(names = "-C", paramLabel = "DIR", description = {
      "The project folder: the one with the athanor.yaml.",
      "Without it: the nearest one upwards from here."})
  private @Nullable String folder;

  @Option(names = "--json", scope = ScopeType.INHERIT,
      description = "Print the result as JSON, in one line.")
  private boolean json;

  @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT,
      converter = ColorWords.class, completionCandidates = ColorWords.class,
      description = "Use colour: auto (on a terminal), always or never.")
  private ColorChoice colours = ColorChoice.AUTO;

  @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT,
      description = "Print the result, warnings and errors only.")
  private boolean quiet;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT,
      description = "Explain the command.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  Invocation(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Whether the result is wanted as JSON. */
  boolean json() {
    return json;
  }

  /** Where to write to. */
  Screen screen() {
    Screen made = screen;
    if (made == null) {
      made = new Screen(surroundings.streams(), colours, quiet);
      screen = made;
    }
    return made;
  }

  /** Prints the result as JSON. */
  void json(JsonNode result) {
    screen().result(result.toString());
  }

  /** A path that a person typed, from where the command was called. */
  Path path(String typed) {
    try {
      return surroundings.workingDirectory().resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw AthanorException.user("path-malformed", "\"" + typed + "\" can't be the name of a file: " + e
          .getReason());
    }
  }

  /** A path as it is best typed here: relative if it is below. */
  String shown(Path path) {
    Path here = surroundings.workingDirectory();
    String text = path.startsWith(here) && !path.equals(here) ? here.relativize(path).toString() : path
        .toString();
    return text.contains(" ") ? "\"" + text + "\"" : text;
  }

  /** The folder chosen with {@code -C}. */
  Optional<Path> chosenFolder() {
    return Optional.ofNullable(folder).map(this::path);
  }

  /** The variables of the process. */
  Map<String, String> environment() {
    return surroundings.streams().environment();
  }

  /** The project that the command is about. */
  Project project() {
    return Project.find(chosenFolder(), surroundings.workingDirectory());
  }

  /**
   * The same for a recording, which needs no documents: a folder that belongs to no project becomes one. The caller closes
   * it.
   */
  Workshop recordingWorkshop() {
    Path here = surroundings.workingDirectory();
    if (folder == null && Project.nearest(here).isEmpty()) {
      Project made = new NewProject(here).create(List.of());
      screen().note("Made " + made.file() + ", so that recordings are kept in this folder.");
    }
    return workshop();
  }

  /** The project's store, index and programs. The caller closes it. */
  Workshop workshop() {
    return new Workshop(project(), environment(), screen()::warn);
  }
}
