package dev.athanor.cli.command;

import dev.athanor.cli.version.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code athanor} itself: without a command it shows the help. */
@Command(name = "athanor", versionProvider = RootCommand.Numbered.class,
    synopsisSubcommandLabel = "COMMAND", sortOptions = false,
    header = {"The AI engineer's workshop on the JVM: answers from your documents, with citations,",
        "in runs that can be replayed, resumed and forked.", ""},
    commandListHeading = "%n", optionListHeading = "%nOptions%n",
    exitCodeListHeading = "%nExit codes%n",
    footer = {"", "First time here? Try: athanor demo", "Each command explains itself: athanor ask --help"})
final class RootCommand implements Runnable {
  @Mixin
  private final Invocation invocation;

  @Spec
  private CommandSpec spec;

  RootCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Reads the version only when it is asked for. */
  static final class Numbered implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[]{"athanor " + Version.number()};
    }
  }

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    invocation.screen().result(command.getUsageMessage(command.getColorScheme()).stripTrailing());
  }
}
