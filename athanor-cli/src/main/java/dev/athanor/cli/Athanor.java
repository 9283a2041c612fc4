package dev.athanor.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code athanor} command: start here. */
@Command(name = "athanor", version = "athanor 0.1.0-SNAPSHOT", mixinStandardHelpOptions = true,
    description = "The workshop of the AI engineer on the JVM.")
public final class Athanor implements Runnable {
  private Athanor() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Athanor()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
