package dev.athanor.cli.doctor;

import dev.athanor.cli.project.ByteSize;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.project.SourceSettings;
import dev.athanor.document.source.git.GitPlace;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The examination of this installation and of one project. */
public final class Examination {
  private static final int OLDEST_JAVA = 25;
  private static final long LEAST_SPACE = 200_000_000;

  private final List<Finding> findings = new ArrayList<>();

  /** What does not depend on a project. */
  public Examination installation(Supplier<Embedder> embedder) {
    look("java", Examination::java);
    look("embedder", () -> embedder(embedder.get()));
    return this;
  }

  /**
   * A project.
   *
   * @param environment where keys of providers are looked for
   */
  public Examination project(Project project, Map<String, String> environment) {
    findings.add(Finding.ok("project", project.file().toString()));
    project.settings().knowledge().sources().forEach(source -> look("documents", () -> source(project,
        source)));
    look("write access", () -> writable(project));
    look("disk", () -> disk(project));
    look("journal", () -> new JournalExamination(project).findings());
    look("index", () -> new KnowledgeExamination(project, environment).findings());
    look("embedder", () -> new EmbeddersExamination(project, environment).findings());
    look("systems", () -> new SystemsExamination(project, environment).findings());
    return this;
  }

  /** A project that can't even be opened. */
  public Examination project(AthanorException obstacle) {
    findings.add(Finding.problem("project", String.valueOf(obstacle.getMessage())));
    return this;
  }

  /** All that was found, in order. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  private interface Look {
    List<Finding> look() throws IOException;
  }

  /** A look that fails has found something. */
  private void look(String subject, Look look) {
    try {
      findings.addAll(look.look());
    } catch (AthanorException e) {
      findings.add(Finding.problem(subject, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      findings.add(Finding.problem(subject, "can't look at it: " + e));
    }
  }

  private static List<Finding> java() {
    Runtime.Version version = Runtime.version();
    String detail = version + ", " + System.getProperty("java.vendor");
    return List.of(version.feature() >= OLDEST_JAVA
        ? Finding.ok("java", detail)
        : Finding.problem("java", detail + "; expected " + OLDEST_JAVA + " or newer: install one"));
  }

  private static List<Finding> embedder(Embedder embedder) {
    long began = System.nanoTime();
    int length = embedder.embedQuery("Is the embedder well?").length;
    return List
        .of(Finding.ok("embedder", embedder.version() + ", " + length + " dimensions, loaded in " + (System
            .nanoTime() - began) / 1_000_000 + " ms"));
  }

  private static List<Finding> source(Project project, SourceSettings source) {
    String path = switch (source) {
      case SourceSettings.Folder folder -> folder.folder();
      case SourceSettings.Records records -> records.path();
      case SourceSettings.Archive archive -> archive.path();
      case SourceSettings.Mail mail -> mail.path();
      case SourceSettings.Git git -> GitPlace.isUrl(git.repository()) ? "" : git.repository();
      case SourceSettings.Jdbc _,SourceSettings.Web _ -> "";
    };
    if (path.isEmpty()) {
      return List.of(Finding.ok("documents", source.described() + ", which is asked when it is synced"));
    }
    Path folder = project.path(path);
    if (!(source instanceof SourceSettings.Folder) && Files.isReadable(folder)) {
      return List.of(Finding.ok("documents", folder.toString()));
    }
    if (!Files.isDirectory(folder)) {
      return List.of(Finding.problem("documents", folder
          + " is no folder; create it, or name another one in " + project.file()));
    }
    return List.of(Files.isReadable(folder)
        ? Finding.ok("documents", folder.toString())
        : Finding.problem("documents", folder + " can't be read by this user; make it readable"));
  }

  private static List<Finding> writable(Project project) throws IOException {
    Path folder = Files.isDirectory(project.store()) ? project.store() : project.folder();
    Path probe = folder.resolve(".athanor-probe-" + ProcessHandle.current().pid());
    try {
      Files.writeString(probe, "probe");
      return List.of(Finding.ok("write access", folder.toString()));
    } catch (IOException e) {
      return List.of(Finding.problem("write access", "can't write into " + folder + " (" + e
          + "); make it writable for this user, or free some room"));
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static List<Finding> disk(Project project) throws IOException {
    long free = Files.getFileStore(project.folder()).getUsableSpace();
    String detail = new ByteSize(Math.max(1, free)) + " free";
    return List.of(free >= LEAST_SPACE
        ? Finding.ok("disk", detail)
        : Finding.problem("disk", detail + "; expected at least " + new ByteSize(LEAST_SPACE)
            + ": remove what is not needed"));
  }
}
