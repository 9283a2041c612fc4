package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a folder a project. What is there already is never written over. */
public final class NewProject {
  private static final int MOST_STEPS_UP = 2;

  private final Path folder;

  /** In this folder, which need not exist yet. */
  public NewProject(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Writes {@code athanor.yaml} and has git ignore the store.
   *
   * @param documents folders that exist; none if the project has no documents yet
   */
  public Project create(List<Path> documents) {
    documents.forEach(NewProject::check);
    Path file = folder.resolve(Project.FILE);
    if (Files.exists(file)) {
      throw AthanorException.user("project-exists", file
          + " exists already and is left as it is; edit it, or choose another folder for a new project");
    }
    try {
      Files.createDirectories(folder);
      writeWhole(file, text(sources(documents)));
      ignoreStore(folder.resolve(".gitignore"));
    } catch (IOException e) {
      throw AthanorException.data("project-unwritable", "can't write the project into " + folder + ": " + e
          + "; choose a folder that can be written and has room", e);
    }
    return Project.open(folder);
  }

  private static void check(Path documents) {
    if (!Files.isDirectory(documents)) {
      throw AthanorException.user("folder-missing", documents + (Files.exists(documents)
          ? " is a file; expected the folder that the documents are in"
          : " does not exist; expected the folder that the documents are in"));
    }
  }

  private List<SourceSettings.Folder> sources(List<Path> documents) {
    Set<String> names = new HashSet<>();
    List<SourceSettings.Folder> sources = new ArrayList<>();
    for (Path each : documents) {
      SourceSettings.Folder source = SourceSettings.of(written(each.toAbsolutePath().normalize()));
      sources.add(documents.size() == 1 ? source : source.named(free(names, each)));
    }
    return sources;
  }

  /** Relative where the two belong together, so that the project can be moved with its documents. */
  private String written(Path documents) {
    if (folder.getRoot() != null && folder.getRoot().equals(documents.getRoot())) {
      Path relative = folder.relativize(documents);
      long up = 0;
      for (Path part : relative) {
        up += part.toString().equals("..") ? 1 : 0;
      }
      if (up <= MOST_STEPS_UP && up < folder.getNameCount()) {
        return relative.toString().isEmpty() ? "." : slashes(relative);
      }
    }
    return slashes(documents);
  }

  private static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String free(Set<String> taken, Path documents) {
    Path last = documents.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "documents" : last.toString();
    String candidate = name;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }

  private static String text(List<SourceSettings.Folder> sources) {
    if (sources.isEmpty()) {
      return """
          # What this project knows and how it answers: no documents yet.
          # Every key and its default: docs/athanor-yaml.md of Athanor.
          # knowledge: {sources: [{folder: docs}]}
          """;
    }
    StringBuilder text = new StringBuilder("""
        # What this project knows and how it answers.
        # Every key and its default: docs/athanor-yaml.md of Athanor.
        knowledge:
          sources:
        """);
    for (SourceSettings.Folder source : sources) {
      text.append("    - folder: ").append(quoted(source.folder())).append('\n');
      source.name().ifPresent(name -> text.append("      name: ").append(quoted(name)).append('\n'));
    }
    return text
        .append(
            """
                      # include: ["**/*.md"]     # without it: every kind of document that can be read
                      # exclude: ["drafts/**"]

                # Without more, questions are answered with sentences of the documents, and no model is asked.
                # Every key of what follows: docs/systems.md of Athanor. A key of a provider never stands in this file.
                #
                # models:
                #   default: openai:gpt-5-mini      # asks OpenAI with the key in the variable OPENAI_API_KEY
                #   providers:
                #     local:                        # then a model is called local:NAME
                #       baseUrl: http://localhost:8000/v1
                #
                # systems:
                #   support:                        # athanor ask --system support QUESTION
                #     kind: rag                     # a model answers from the documents, with citations that are checked
                #   chat:                           # athanor chat --system chat
                #     kind: prompt                  # a model answers; with "prompt: NAME" as prompts/NAME.prompt tells it to
                #
                # ask: support                      # what "athanor ask" and "athanor chat" ask without --system
                """)
        .toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static void writeWhole(Path file, String text) throws IOException {
    // Not a temporary file of the JDK: only its owner could read that.
    Path draft = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid()
        + ".part");
    try {
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void ignoreStore(Path gitignore) throws IOException {
    String before = Files.exists(gitignore) ? Files.readString(gitignore, StandardCharsets.UTF_8) : "";
    if (before.lines().noneMatch(line -> line.strip().equals(Project.STORE + "/") || line.strip().equals(
        Project.STORE))) {
      String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      Files.writeString(gitignore, before + gap + Project.STORE + "/\n", StandardCharsets.UTF_8);
    }
  }
}
