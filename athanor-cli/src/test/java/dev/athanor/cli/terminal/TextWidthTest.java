package dev.athanor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void wideCharactersTakeTwoColumnsAndCombiningMarksNone() {
    assertThat(TextWidth.of("abc")).isEqualTo(3);
    assertThat(TextWidth.of("日本")).isEqualTo(4);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("😀")).isEqualTo(2);
    assertThat(TextWidth.of("a\u0000b")).isEqualTo(2);
    assertThat(TextWidth.of("")).isZero();
  }

  @Test
  void aCutTextFitsAndSaysThatItWasCut() {
    assertThat(TextWidth.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TextWidth.cut("abcdef", 5)).isEqualTo("abcd…");
    assertThat(TextWidth.cut("日本語", 4)).isEqualTo("日…");
    assertThat(TextWidth.cut("😀😀", 3)).isEqualTo("😀…");
  }

  @Test
  void linesBreakBetweenWordsAndALongWordStaysWhole() {
    assertThat(TextWidth.wrap("one two  three\nfour", 9)).containsExactly("one two", "three", "four");
    assertThat(TextWidth.wrap("incomprehensible it is", 5)).containsExactly("incomprehensible", "it is");
    assertThat(TextWidth.wrap("", 5)).containsExactly("");
  }
}
