package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.program.OtherProgram;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Why a command ended without a result, as it is told: to people on stderr, and to programs that asked for JSON also on
 * stdout, as {@code {"error":{"code","category","message"}}}.
 *
 * @param code a stable, lower-case name
 * @param category a stable, lower-case name
 * @param message what happened, and the next step
 * @param details further lines for people
 */
record Problem(ExitCode exit, String code, String category, String message, List<String> details) {
  Problem {
    details = List.copyOf(details);
  }

  static Problem usage(String message) {
    return new Problem(ExitCode.USAGE, "usage", "user", message, List.of());
  }

  static Problem of(Throwable thrown) {
    return switch (thrown) {
      case AthanorException known when known.code().equals(OtherProgram.MISSING) -> new Problem(
          ExitCode.COMMAND_MISSING, known.code(), "user", String.valueOf(known.getMessage()), List.of());
      case AthanorException known when ExitCode.of(known.category()) != ExitCode.INTERNAL -> new Problem(
          ExitCode.of(known.category()), known.code(), known.category().name().toLowerCase(Locale.ROOT),
          String.valueOf(known.getMessage()), List.of());
      case UncheckedIOException e when e.getCause() != null -> data(e.getCause());
      case IOException e -> data(e);
      case OutOfMemoryError e -> new Problem(ExitCode.DATA, "memory", "data", "out of memory (" + e
          .getMessage() + "); give the JVM more with ATHANOR_JAVA_OPTS=-Xmx4g, or leave out very large"
          + " documents", List.of());
      default -> internal(thrown);
    };
  }

  private static Problem data(IOException e) {
    return new Problem(ExitCode.DATA, "io", "data", "can't read or write: " + e.getClass().getSimpleName()
        + ": " + e.getMessage() + "; see with `athanor doctor` whether the disk is full or read-only",
        List
            .of());
  }

  private static Problem internal(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return new Problem(ExitCode.INTERNAL, "internal", "internal", "this is a defect of Athanor: " + thrown
        + "; please report it with the lines below; nothing that was stored is lost",
        trace.toString().lines()
            .toList());
  }

  /** Tells it. */
  void tell(Screen screen, boolean json) {
    if (json) {
      var error = Json.object().put("code", code).put("category", category).put("message", message);
      screen.result(Json.object().set("error", error).toString());
    }
    screen.error(message);
    details.forEach(screen::error);
  }
}
