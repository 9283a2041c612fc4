package dev.athanor.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that starts a class of the tests' class path in a JVM of its own. */
final class JavaCommand {
  private static final String ATHANOR = "dev.athanor.cli.Athanor";

  private JavaCommand() {}

  /** Starts a class. */
  static List<String> of(String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
        .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts the command line. */
  static List<String> athanor(String... arguments) {
    return of(ATHANOR, arguments);
  }

  /** Starts the program that asks each of its arguments. */
  static List<String> asking(String... questions) {
    return of(AskingProgram.class.getName(), questions);
  }
}
