package dev.athanor.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code athanor knowledge}, a group. */
@Command(name = "knowledge", sortOptions = false, synopsisSubcommandLabel = "COMMAND", description = {
    "Measure how well the documents are found: compare two indexes, or two ways to search one."},
    commandListHeading = "%n")
final class KnowledgeCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(),
        "Missing required subcommand: compare A B FILE");
  }
}
