package dev.athanor.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/** Streams whose content a test can read. */
public final class CapturedStreams {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ResultStream results = new ResultStream(out);
  private final PrintStream talk = new PrintStream(err, true, StandardCharsets.UTF_8);

  /** As in a pipe. */
  public Streams piped() {
    return new Streams(results, talk, false, false, OptionalInt.empty(), Map.of());
  }

  /** As on a terminal of this width. */
  public Streams terminal(int width, Map<String, String> environment) {
    return new Streams(results, talk, true, true, OptionalInt.of(width), environment);
  }

  /** What was written as the result. */
  public String out() {
    results.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What was said. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
