package dev.athanor.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import org.jspecify.annotations.Nullable;

/** {@code athanor document}, a group. */
@Command(name = "document", sortOptions = false, synopsisSubcommandLabel = "COMMAND", description = {
    "Look at one document: its text and chunks, where it came from, what cites it."},
    commandListHeading = "%n")
final class DocumentCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(java.util.Objects.requireNonNull(spec).commandLine(),
        "Missing required subcommand: show ID");
  }
}
