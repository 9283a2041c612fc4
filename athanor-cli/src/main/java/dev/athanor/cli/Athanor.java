package dev.athanor.cli;

import dev.athanor.cli.command.CommandTree;
import dev.athanor.cli.command.Surroundings;
import dev.athanor.cli.version.Version;

/** The {@code athanor} command: start here. */
public final class Athanor {
  private Athanor() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      System.out.println("athanor " + Version.number()); // asked for often by scripts: loads nothing else
      return;
    }
    System.setOut(System.err); // what an application prints that is measured is not the result
    System.setProperty("java.util.logging.config.class", QuietLogs.class.getName());
    System.exit(new CommandTree(Surroundings.ofProcess()).execute(arguments));
  }
}
