package dev.athanor.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code athanor prompts}: without more it lists them. */
@Command(name = "prompts", sortOptions = false, synopsisSubcommandLabel = "[COMMAND]", description = {
    "List, show, compare and render the prompts of the project: the files in its folder prompts."},
    commandListHeading = "%n")
final class PromptsCommand implements Callable<Integer> {
  private final Invocation invocation;

  PromptsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new PromptsListCommand(invocation).call();
  }
}
