package dev.athanor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWidthTest {
  @Test
  void theEnvironmentSaysHowWideItIs() {
    assertThat(TerminalWidth.in(Map.of("COLUMNS", "132"))).isEqualTo(OptionalInt.of(132));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "wide", "1234567", "8 0"})
  void whatMakesNoSenseIsAsIfItWereNotThere(String columns) {
    assertThat(TerminalWidth.in(Map.of("COLUMNS", columns))).isEmpty();
    assertThat(TerminalWidth.in(Map.of())).isEmpty();
  }
}
