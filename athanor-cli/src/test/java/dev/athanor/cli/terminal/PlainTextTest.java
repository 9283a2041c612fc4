package dev.athanor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"a\u001b[31mb", "a\u001b]0;title\u0007b", "a\u001b]8;;http://x\u001b\\b",
      "a\u0007b", "a\rb", "a\u009bb",
      "a\u202eb", "a\u001b[2J\u001b[Hb", "a\u001bb"})
  void whatSteersATerminalIsTakenOut(String text) {
    assertThat(PlainText.of(text)).isEqualTo("ab");
  }

  @Test
  void everythingElseStays() {
    String text = "Größe 🏖️ [1]\n\tمرحبا 日本 {\"a\": [2]}";
    assertThat(PlainText.of(text)).isEqualTo(text);
  }
}
