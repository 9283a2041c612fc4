package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.file.EvaluationFile;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.eval.file.Home;
import dev.athanor.run.Nearest;
import dev.athanor.yaml.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The evaluations of a project, by their names. */
public final class Evaluations {
  private static final String END = EvaluationFile.END;

  private final Project project;
  private final Path folder;

  /** Of a project. */
  public Evaluations(Project project) {
    this.project = project;
    this.folder = project.folder().resolve(Project.EVALS);
  }

  /** The names of the project's evaluations, in order. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(END)).map(
          name -> name.substring(0, name.length() - END.length())).sorted().toList();
    } catch (IOException e) {
      throw AthanorException.data("evals-unreadable", folder + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * The evaluation that a person means: the name of one in the project's folder of evaluations, or a file.
   *
   * @param from where a file is looked for
   */
  public EvaluationSettings read(String typed, Path from) {
    return new EvaluationFile(find(typed, from), typed).read(new OfProject(project));
  }

  /**
   * The evaluation that a person means, if its cases are runs.
   *
   * @param now from which it is counted back how old they may be
   */
  public Optional<LabSettings> lab(String typed, Path from, Instant now) {
    EvaluationFile file = new EvaluationFile(find(typed, from), typed);
    YamlMap map = file.map();
    return EvaluationFile.ofRuns(map) ? Optional.of(LabFile.read(file.name(), map,
        EvaluationFile.scorers(map), EvaluationFile.report(map), now)) : Optional.empty();
  }

  private Path find(String typed, Path from) {
    Path named = folder.resolve(typed + END);
    Path file = typed.endsWith(END) ? from.resolve(typed).normalize() : named;
    if (!Files.exists(file)) {
      file = typed.endsWith(END) ? folder.resolve(typed) : named;
    }
    if (!Files.exists(file)) {
      List<String> names = names();
      throw AthanorException.user("evaluation-unknown",
          "there is no evaluation \"" + typed + "\" in " + folder + (names.isEmpty() ? "; write " + named
              : "; nearest: " + String.join(", ", Nearest.to(typed, names, 5))));
    }
    return file;
  }

  /** Evaluations measure the systems of the project. */
  private record OfProject(Project project) implements Home {
    @Override
    public Path folder() {
      return project.folder();
    }

    @Override
    public void check(String system) {
      project.settings().system(system);
    }

    @Override
    public String example() {
      return project.settings().ask();
    }
  }
}
