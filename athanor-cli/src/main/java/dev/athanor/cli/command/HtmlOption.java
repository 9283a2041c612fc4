package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that writes a result as a page, too. */
final class HtmlOption {
  @Option(names = "--html", paramLabel = "FILE", description = "Write it as one page with plots, too.")
  private @Nullable String html;

  /**
   * Writes the page, if it is asked for.
   *
   * @param code of the error, if that can't be
   */
  void write(Invocation invocation, String code, Supplier<String> page) {
    if (html == null) {
      return;
    }
    Path file = invocation.path(html);
    try {
      Files.writeString(file, page.get());
    } catch (IOException e) {
      throw AthanorException.user(code, "the page can't be written to " + file + ": " + e
          + "; name a file in a folder that exists and can be written");
    }
    invocation.screen().note("Wrote " + invocation.shown(file));
  }
}
