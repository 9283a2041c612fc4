package dev.athanor.cli.command;

import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.trail.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor import}. */
@Command(name = "import", sortOptions = false, description = {
    "Take a run from a file that export has written.",
    "Every byte is checked against the hashes in the file before anything is taken."})
final class ImportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "FILE", description = "The file to read.")
  private String file = "";

  ImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path source = invocation.path(file);
    if (!Files.isRegularFile(source)) {
      throw AthanorException.user("file-missing", source + (Files.exists(source) ? " is no file"
          : " does not exist") + "; expected a file that athanor export has written");
    }
    try (Bundle bundle = Bundle.open(source); Workshop workshop = invocation.workshop()) {
      RunId id = bundle.importInto(workshop.journal());
      int runs = bundle.recordings().size();
      if (invocation.json()) {
        invocation.json(Json.object().put("run", id.value()).put("runs", runs));
      } else {
        invocation.screen().result("Imported run " + id + (runs > 1 ? " and " + (runs - 1)
            + " that belong to it" : ""));
        invocation.screen().note("Next: athanor show " + id + ", or athanor replay " + id);
      }
      return ExitCode.OK.number();
    }
  }
}
