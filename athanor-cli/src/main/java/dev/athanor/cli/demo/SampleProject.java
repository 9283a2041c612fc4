package dev.athanor.cli.demo;

import dev.athanor.cli.project.NewProject;
import dev.athanor.cli.project.Project;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sample documents that are shipped, and a project that reads them. What a user has changed in it is left alone.
 *
 * @param folder the project folder
 */
public record SampleProject(Path folder) {
  private static final String ARTICLES = "articles";

  /** Makes the project, or completes the one that is there. */
  public Project prepare() {
    boolean there = Files.exists(folder.resolve(Project.FILE));
    if (there && !isSample()) {
      throw AthanorException.user("demo-folder", folder
          + " is a project of its own; choose another folder: athanor demo FOLDER");
    }
    try {
      for (String name : names()) {
        unpack(name);
      }
    } catch (IOException e) {
      throw AthanorException.data("demo-unwritable", "can't write the sample into " + folder + ": " + e
          + "; choose a folder that can be written and has room: athanor demo FOLDER", e);
    }
    return there ? Project.open(folder) : new NewProject(folder).create(List.of(folder.resolve(ARTICLES)));
  }

  private boolean isSample() {
    return Project.open(folder).settings().knowledge().sources().stream().anyMatch(source -> source
        .described().equals(ARTICLES));
  }

  /** The files of the sample, as paths in the project. */
  static List<String> names() throws IOException {
    try (InputStream in = resource("files.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static InputStream resource(String name) {
    InputStream in = SampleProject.class.getResourceAsStream("sample/" + name);
    if (in == null) {
      throw new IllegalStateException("the sample file " + name + " was not packed with the program");
    }
    return in;
  }

  private void unpack(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling("." + file.getFileName() + ".part");
    try (InputStream in = resource(name)) {
      Files.write(draft, in.readAllBytes());
    }
    Files.move(draft, file);
  }
}
