package dev.athanor.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code athanor judge}, a group. */
@Command(name = "judge", sortOptions = false, synopsisSubcommandLabel = "COMMAND", description = {
    "Measure a judge against people, and correct what it says."}, commandListHeading = "%n")
final class JudgeCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(),
        "Missing required subcommand: calibrate LABELS or correct NAME SHARE");
  }
}
