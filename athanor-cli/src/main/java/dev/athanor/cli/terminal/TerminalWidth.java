package dev.athanor.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** How many columns the terminal has. */
final class TerminalWidth {
  private static final int PATIENCE_MILLIS = 500;

  private TerminalWidth() {}

  /** What the user has set, else what {@code stty} says of the terminal; empty if neither is known. */
  static OptionalInt ask(Optional<String> columns) {
    OptionalInt set = columns.map(TerminalWidth::number).orElse(OptionalInt.empty());
    return set.isPresent() ? set : stty();
  }

  private static OptionalInt stty() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return OptionalInt.empty();
      }
      String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(
          " ", -1);
      return size.length == 2 ? number(size[1]) : OptionalInt.empty();
    } catch (IOException e) {
      // There is no stty or no terminal: the usual width will do.
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  private static OptionalInt number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(Character::isDigit);
    return digits && Integer.parseInt(text) > 0 ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt
        .empty();
  }
}
