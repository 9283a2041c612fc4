package dev.athanor.cli.terminal;

import java.util.Map;

/** When to use colour. */
public enum ColorChoice {
  /** On a terminal, unless the user's environment says no. */
  AUTO,
  /** Also in a file or a pipe. */
  ALWAYS,
  /** Not at all. */
  NEVER;

  /** Whether to use colour on a stream; see <a href="https://no-color.org">no-color.org</a>. */
  boolean on(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(
          environment.get("TERM"));
    };
  }
}
