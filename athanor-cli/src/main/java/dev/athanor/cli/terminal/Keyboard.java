package dev.athanor.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where lines are read from: a person at a terminal, or a file or a program. In UTF-8. */
public final class Keyboard {
  private final BufferedReader lines;
  private final boolean terminal;

  /**
   * Over a stream.
   *
   * @param terminal whether a person types
   */
  public Keyboard(InputStream in, boolean terminal) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.terminal = terminal;
  }

  /** That of this process. The launcher says whether it is a terminal. */
  public static Keyboard ofProcess() {
    return new Keyboard(System.in, "terminal".equals(System.getProperty("athanor.stdin")));
  }

  /** One that types nothing. */
  public static Keyboard none() {
    return new Keyboard(InputStream.nullInputStream(), false);
  }

  /** Whether a person types. */
  public boolean isTerminal() {
    return terminal;
  }

  /** The next line; empty at the end. */
  public Optional<String> line() {
    try {
      return Optional.ofNullable(lines.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
