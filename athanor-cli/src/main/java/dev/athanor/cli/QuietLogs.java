package dev.athanor.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Has libraries say only what is severe, on stderr. What a person should know of them, Athanor says itself. The JDK makes
 * it by name when the first log is opened.
 */
public final class QuietLogs {
  /** For the JDK. */
  public QuietLogs() throws IOException {
    String settings = """
        handlers=java.util.logging.ConsoleHandler
        .level=SEVERE
        java.util.logging.ConsoleHandler.level=SEVERE
        """;
    LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings.getBytes(
        StandardCharsets.ISO_8859_1)));
  }
}
