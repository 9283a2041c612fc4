package dev.athanor.cli.command;

import dev.athanor.cli.network.Network;
import dev.athanor.cli.terminal.Keyboard;
import dev.athanor.cli.terminal.Streams;
import java.nio.file.Path;

/**
 * Where the command line was called.
 *
 * @param streams where it writes to
 * @param keyboard where it reads lines from
 * @param workingDirectory what relative paths start from
 * @param command how this program is called here, for commands that a person is to copy
 * @param closeNetwork makes every connection of this process fail from now on
 */
public record Surroundings(Streams streams, Keyboard keyboard, Path workingDirectory, String command,
    Runnable closeNetwork) {
  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(Streams.ofProcess(), Keyboard.ofProcess(), Path.of("").toAbsolutePath(),
        System.getProperty(
            "athanor.command", "athanor"),
        Network::close);
  }
}
