package dev.athanor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final CapturedStreams captured = new CapturedStreams();

  private Screen terminal(Map<String, String> environment, ColorChoice colours) {
    return new Screen(captured.terminal(60, environment), colours, false);
  }

  @Test
  void colourIsForTerminalsUnlessTheUserSaysOtherwise() {
    assertThat(terminal(Map.of(), ColorChoice.AUTO).coloured()).isTrue();
    assertThat(terminal(Map.of("NO_COLOR", "1"), ColorChoice.AUTO).coloured()).isFalse();
    assertThat(terminal(Map.of("NO_COLOR", ""), ColorChoice.AUTO).coloured()).isTrue();
    assertThat(terminal(Map.of("TERM", "dumb"), ColorChoice.AUTO).coloured()).isFalse();
    assertThat(terminal(Map.of("NO_COLOR", "1"), ColorChoice.ALWAYS).coloured()).isTrue();
    assertThat(terminal(Map.of(), ColorChoice.NEVER).coloured()).isFalse();
    assertThat(new Screen(captured.piped(), ColorChoice.AUTO, false).coloured()).isFalse();
    assertThat(new Screen(captured.piped(), ColorChoice.ALWAYS, false).coloured()).isTrue();
  }

  @Test
  void resultsAndTalkGoToDifferentStreams() {
    Screen screen = new Screen(captured.piped(), ColorChoice.AUTO, false);
    screen.result("grün");
    screen.note("a note");
    screen.warn("a warning");
    screen.error("an error");
    assertThat(captured.out()).isEqualTo("grün\n");
    assertThat(captured.err()).isEqualTo("a note\nwarning: a warning\nathanor: an error\n");
  }

  @Test
  void quietLeavesOutNotesAndProgressButNotWarnings() {
    Screen screen = new Screen(captured.terminal(60, Map.of()), ColorChoice.NEVER, true);
    screen.note("a note");
    try (Progress progress = screen.progress("working")) {
      progress.at(1, 2, "x");
    }
    screen.warn("a warning");
    assertThat(captured.err()).isEqualTo("warning: a warning\n");
  }

  @Test
  void aBarIsRewrittenMovesAsideForALineAndIsGoneAtTheEnd() {
    Screen screen = terminal(Map.of(), ColorChoice.NEVER);
    try (Progress progress = screen.progress("syncing")) {
      progress.at(1, 2, "one.md");
      screen.note("a note");
      progress.at(2, 2, "two.md");
    }
    assertThat(captured.err()).isEqualTo("\r\u001b[Ksyncing ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌ 1/2  one.md"
        + "\r\u001b[Ka note\n\r\u001b[Ksyncing ━━━━━━━━━━━━━━━━━━━━━━━━ 2/2  two.md\r\u001b[K");
  }

  @Test
  void aBarNeverTakesMoreThanOneLine() {
    Screen screen = terminal(Map.of(), ColorChoice.NEVER);
    try (Progress progress = screen.progress("syncing")) {
      progress.at(123_456, 1_234_567, "a/very/long/path/to/some/document/that/does/not/fit.md");
    }
    for (String drawn : captured.err().split("\r\u001b\\[K", -1)) {
      assertThat(TextWidth.of(drawn)).isLessThan(60);
    }
  }

  @Test
  void aPipeGetsNoBar() {
    Screen screen = new Screen(captured.piped(), ColorChoice.AUTO, false);
    try (Progress progress = screen.progress("syncing")) {
      progress.at(1, 2, "one.md");
    }
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void aResultThatCannotBeWrittenIsNoticed() {
    ResultStream gone = new ResultStream(failing("Broken pipe"));
    gone.println("x");
    assertThat(gone.readerGone()).isTrue();
    ResultStream full = new ResultStream(failing("No space left on device"));
    full.println("x");
    assertThat(full.readerGone()).isFalse();
    assertThat(full.lost()).hasValueSatisfying(e -> assertThat(e).hasMessage("No space left on device"));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
