package dev.athanor.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code athanor dataset}, a group. */
@Command(name = "dataset", sortOptions = false, synopsisSubcommandLabel = "COMMAND", description = {
    "Make datasets for evaluations: from files of others, documents and runs, and look at them."},
    commandListHeading = "%n")
final class DatasetCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(),
        "Missing required subcommand: import FILE, propose NAME, collect NAME, review NAME or show DATASET");
  }
}
