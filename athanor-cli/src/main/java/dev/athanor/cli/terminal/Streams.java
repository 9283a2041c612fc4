package dev.athanor.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a command writes to, and what is known of it.
 *
 * @param out for the result and nothing else
 * @param err for everything that is said about it
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param columns how wide the terminal is, if that is known
 * @param environment the variables of the process
 */
public record Streams(ResultStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal,
    OptionalInt columns, Map<String, String> environment) {

  /**
   * Those of this process. Java can't tell one stream from the other, so the launcher says which of them is a terminal, and how
   * wide.
   */
  public static Streams ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Streams(new ResultStream(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        "terminal".equals(System.getProperty("athanor.stdout")),
        "terminal".equals(System.getProperty("athanor.stderr")),
        TerminalWidth.in(environment), environment);
  }
}
