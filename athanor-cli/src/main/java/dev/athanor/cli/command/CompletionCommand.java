package dev.athanor.cli.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code athanor completion}. */
@Command(name = "completion", description = {
    "Print a script that completes commands and options in bash and zsh.",
    "Put this into your .bashrc or .zshrc:", "  source <(athanor completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Supplier<CommandLine> root;

  CompletionCommand(Invocation invocation, Supplier<CommandLine> root) {
    this.invocation = invocation;
    this.root = root;
  }

  @Override
  public Integer call() {
    invocation.screen().result(AutoComplete.bash("athanor", root.get()));
    return ExitCode.OK.number();
  }
}
