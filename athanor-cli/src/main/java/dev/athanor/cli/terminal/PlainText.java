package dev.athanor.cli.terminal;

import java.util.regex.Pattern;

/** Text that somebody else has written, so that it can't steer the terminal. */
public final class PlainText {
  /** Escape sequences of ECMA-48 as a whole, and every other control character but the end of a line and the tabulator. */
  private static final Pattern STEERING =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[\\p{Cc}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069]");

  private PlainText() {}

  /** The text without what would steer. */
  public static String of(String text) {
    return STEERING.matcher(text).replaceAll("");
  }
}
