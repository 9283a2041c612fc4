package dev.athanor.cli.command;

import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.trail.BundleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor export}. */
@Command(name = "export", sortOptions = false, description = {
    "Write a run into one file that can be replayed on another machine.",
    "The runs that it called, came from and went on as go with it, and all content that they refer to."},
    footer = {"", "Example: athanor export last run.athanor"})
final class ExportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
  private String file = "";

  ExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    Path target = invocation.path(file);
    if (Files.exists(target)) {
      throw AthanorException.user("file-exists", target
          + " exists already and is left as it is; choose another name, or remove it first");
    }
    try (Workshop workshop = invocation.workshop()) {
      RunId id = new RunNames(workshop.journal()).find(run).id();
      new BundleWriter(workshop.journal()).write(id, target);
      if (invocation.json()) {
        invocation.json(Json.object().put("run", id.value()).put("file", target.toString()).put("bytes", Files
            .size(target)));
      } else {
        invocation.screen().result("Wrote run " + id + " to " + target + " (" + Files.size(target)
            + " bytes)");
        invocation.screen()
            .note("Elsewhere: athanor import " + target.getFileName() + ", then athanor replay "
                + id);
      }
      return ExitCode.OK.number();
    }
  }
}
