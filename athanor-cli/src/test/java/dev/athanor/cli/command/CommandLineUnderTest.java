package dev.athanor.cli.command;

import dev.athanor.cli.terminal.CapturedStreams;
import dev.athanor.json.Json;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Calls commands in this process, as a shell would.
 *
 * @param workingDirectory where they are called
 * @param networkClosings counts how often a command has closed the network, which it does not really do here
 */
record CommandLineUnderTest(Path workingDirectory, AtomicInteger networkClosings) {
  /** What came of a call. */
  record Result(int code, String out, String err) {
    /** The result as JSON. */
    JsonNode json() {
      return Json.parse(out);
    }
  }

  /** Called in this folder. */
  static CommandLineUnderTest in(Path folder) {
    return new CommandLineUnderTest(folder, new AtomicInteger());
  }

  /** Calls {@code athanor} with these arguments. */
  Result athanor(String... arguments) {
    CapturedStreams captured = new CapturedStreams();
    int code = new CommandTree(new Surroundings(captured.piped(), workingDirectory, "athanor",
        networkClosings::incrementAndGet)).execute(arguments);
    return new Result(code, captured.out(), captured.err());
  }
}
