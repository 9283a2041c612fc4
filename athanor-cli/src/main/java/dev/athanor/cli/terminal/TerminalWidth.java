package dev.athanor.cli.terminal;

import java.util.Map;
import java.util.OptionalInt;

/** How many columns the terminal has. Java can't find out, so the launcher says it. */
final class TerminalWidth {
  private static final int MOST_DIGITS = 5;

  private TerminalWidth() {}

  /** What the environment says; empty if it says nothing that makes sense. */
  static OptionalInt in(Map<String, String> environment) {
    String text = environment.getOrDefault("COLUMNS", "");
    boolean number = !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(
        Character::isDigit);
    return number && Integer.parseInt(text) > 0 ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
