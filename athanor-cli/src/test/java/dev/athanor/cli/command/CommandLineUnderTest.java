package dev.athanor.cli.command;

import dev.athanor.cli.terminal.CapturedStreams;
import dev.athanor.cli.terminal.Keyboard;
import dev.athanor.cli.terminal.Streams;
import dev.athanor.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
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
    return piped("", arguments);
  }

  /** The same with something on stdin. */
  Result piped(String in, String... arguments) {
    CapturedStreams captured = new CapturedStreams();
    return call(captured, captured.piped(), in, arguments);
  }

  /** The same at a terminal. */
  Result typed(String in, String... arguments) {
    CapturedStreams captured = new CapturedStreams();
    return call(captured, captured.terminal(100, Map.of("NO_COLOR", "1")), in, arguments);
  }

  private Result call(CapturedStreams captured, Streams streams, String in, String... arguments) {
    Keyboard keyboard = new Keyboard(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), streams
        .outIsTerminal());
    int code = new CommandTree(new Surroundings(streams, keyboard, workingDirectory, "athanor",
        networkClosings::incrementAndGet)).execute(arguments);
    return new Result(code, captured.out(), captured.err());
  }
}
