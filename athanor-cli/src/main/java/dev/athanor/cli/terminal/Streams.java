package dev.athanor.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Where a command writes to, and what is known of it.
 *
 * @param out for the result and nothing else
 * @param err for everything that is said about it
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param columns asks the terminal how wide it is; asked only when a person looks
 * @param environment the variables of the process
 */
public record Streams(ResultStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal,
    Supplier<OptionalInt> columns, Map<String, String> environment) {

  /**
   * Those of this process. Java can't tell one stream from the other, so the launcher says which of them is a terminal.
   */
  public static Streams ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Streams(new ResultStream(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        "terminal".equals(System.getProperty("athanor.stdout")),
        "terminal".equals(System.getProperty("athanor.stderr")),
        () -> TerminalWidth.ask(Optional.ofNullable(environment.get("COLUMNS"))), environment);
  }
}
