package dev.athanor.cli.command;

import dev.athanor.cli.project.NewProject;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Style;
import dev.athanor.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor init}. */
@Command(name = "init", sortOptions = false, description = {
    "Make a folder a project that knows your documents.",
    "Writes an athanor.yaml to begin with, and has git ignore the store."},
    footer = {"", "Example: athanor init handbook --docs ~/Documents/handbook"})
final class InitCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The project folder; without it, this one.")
  private @Nullable String folder;

  @Option(names = "--docs", required = true, arity = "1..*", paramLabel = "FOLDER",
      description = "The folders that the documents are in. They stay where they are.")
  private List<String> documents = new ArrayList<>();

  InitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path base = invocation.chosenFolder().orElse(invocation.surroundings().workingDirectory());
    String typed = folder;
    Path target = typed == null ? base : base.resolve(typed).normalize();
    List<Path> sources = documents.stream().map(invocation::path).toList();
    Project project = new NewProject(target).create(sources);
    if (invocation.json()) {
      invocation.json(Json.object().put("project", project.folder().toString()));
    } else {
      invocation.screen().result("Made the project " + project.folder());
      invocation.screen().note("Next: " + invocation.screen().paintTalk(Style.HANDLE, invocation
          .surroundings().command() + " -C " + invocation.shown(target) + " sync"));
    }
    return ExitCode.OK.number();
  }
}
