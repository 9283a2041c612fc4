package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A project folder and what its {@code athanor.yaml} says.
 *
 * @param folder absolute
 */
public record Project(Path folder, ProjectSettings settings) {
  /** The name of the file that makes a folder a project. */
  public static final String FILE = "athanor.yaml";
  /** The folder inside a project that holds the store and the index. */
  public static final String STORE = ".athanor";
  /** The folder inside a project that holds its evaluations. */
  public static final String EVALS = "evals";
  /** The folder inside a project that holds its prompts. */
  public static final String PROMPTS = "prompts";

  /**
   * The project in the chosen folder, else the nearest one upwards.
   *
   * @param from where to start to look
   */
  public static Project find(Optional<Path> chosen, Path from) {
    if (chosen.isPresent()) {
      Path folder = chosen.get().toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        throw AthanorException.user("project-missing", "there is no folder " + folder
            + "; expected a project folder after -C");
      }
      if (!Files.exists(folder.resolve(FILE))) {
        throw AthanorException.user("project-missing", "there is no " + FILE + " in " + folder
            + "; make the folder a project with: athanor init " + folder + " --docs FOLDER");
      }
      return open(folder);
    }
    return nearest(from).map(Project::open)
        .orElseThrow(() -> AthanorException.user("project-missing", "there is no " + FILE + " in "
            + from.toAbsolutePath()
            + " or a folder above it; choose a project with -C DIR, or make one with: athanor init --docs FOLDER"));
  }

  /** The nearest folder upwards that is a project. */
  public static Optional<Path> nearest(Path from) {
    for (Path folder = from.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(FILE))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** The project in exactly this folder. */
  public static Project open(Path folder) {
    return new Project(folder, ProjectFile.read(folder.resolve(FILE)));
  }

  /** The file that was read. */
  public Path file() {
    return folder.resolve(FILE);
  }

  /** Where the store and the index are. */
  public Path store() {
    return folder.resolve(STORE);
  }

  /** Where the prompts are; it may be missing. */
  public Path prompts() {
    return folder.resolve(PROMPTS);
  }

  /** A path that the project's file names. */
  public Path path(String written) {
    return folder.resolve(written).normalize();
  }
}
