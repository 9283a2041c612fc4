package dev.athanor.prompt.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontMatterTest {
  @TempDir
  Path folder;

  private static FrontMatter of(String text) {
    return FrontMatter.of(new SourceText("a.prompt", text));
  }

  @Test
  void aFileWithoutFrontMatterIsAllTemplate() {
    assertThat(of("  Hello\n").template()).isEqualTo("  Hello\n");
    assertThat(of("# a heading\n---\n").values()).isEmpty();
    assertThat(of("").template()).isEmpty();
    assertThat(of("A rule:\n---\nand so on\n---\n").template()).isEqualTo("A rule:\n---\nand so on\n---\n");
  }

  @Test
  void blankLinesAndALicenceMayStandBeforeIt() {
    var file = of("# Copyright\n\n---\nmodel: m\n---\n\n  Hello\n");
    assertThat(file.values().path("model").stringValue()).isEqualTo("m");
    assertThat(file.template()).isEqualTo("Hello");
    assertThat(file.source().at(file.templateStart())).isEqualTo(new Position(7, 3));
  }

  @Test
  void itMayBeEmptyAndTheTemplateMayBeMissing() {
    assertThat(of("---\n---\nHello").template()).isEqualTo("Hello");
    assertThat(of("---\nmodel: m\n---").values()).hasSize(1);
    assertThat(of("---\n# nothing\n---\n").values()).isEmpty();
  }

  @Test
  void aByteOrderMarkAndLineEndingsMakeNoDifference() {
    var unix = of("---\nmodel: m\n---\none\ntwo\n");
    var windows = of("\ufeff---\r\nmodel: m\r\n---\r\none\r\ntwo\r\n");
    assertThat(windows.source().text()).isEqualTo(unix.source().text());
    assertThat(windows.template()).isEqualTo("one\ntwo");
    assertThat(of("---\rmodel: m\r---\rone\rtwo").template()).isEqualTo("one\ntwo");
  }

  @Test
  void anOpenEndIsNamedByTheLineThatOpensIt() {
    assertThatThrownBy(() -> of("\n---\nmodel: m\nHello")).hasMessage(
        "a.prompt, line 2, column 1: front matter opens here and is never closed; expected a second line of ---, and the template after it");
  }

  @Test
  void brokenYamlIsNamedByLineAndColumnOfTheFile() {
    assertThatThrownBy(() -> of("# licence\n---\nmodel: m\nconfig: [1, 2\n---\nHello"))
        .hasMessageContaining("a.prompt, line 5, column 1: this is not YAML: expected ',' or ']'");
    assertThatThrownBy(() -> of("---\nmodel: m\n  bad: 1\n---\n"))
        .hasMessageContaining("a.prompt, line 3, column 6: this is not YAML");
    assertThatThrownBy(() -> of("---\n- a\n- b\n---\n"))
        .hasMessage(
            "a.prompt, line 2, column 1: front matter is a sequence here; expected \"key: value\" lines");
    assertThatThrownBy(() -> of("---\nmodel: m\nmodel: n\n---\n"))
        .hasMessage("a.prompt, line 3, column 1: the key model stands here a second time; keep one of them");
    assertThatThrownBy(() -> of("---\nconfig:\n  temperature: .inf\n---\n"))
        .hasMessageContaining("a.prompt, line 3, column 16: .inf is no number");
  }

  @Test
  void valuesAreThoseOfYaml12() {
    var values = of(
        "---\na: 0x1F\nb: 0o17\nc: 12345678901234567890123\nd: yes\ne: True\nf: ~\ng: 1e3\nh: +7\ni: '5'\n---\n")
        .values();
    assertThat(values.path("a").intValue()).isEqualTo(31);
    assertThat(values.path("b").intValue()).isEqualTo(15);
    assertThat(values.path("c").bigIntegerValue()).hasToString("12345678901234567890123");
    assertThat(values.path("d").stringValue()).isEqualTo("yes");
    assertThat(values.path("e").booleanValue()).isTrue();
    assertThat(values.path("f").isNull()).isTrue();
    assertThat(values.path("g").doubleValue()).isEqualTo(1000);
    assertThat(values.path("h").intValue()).isEqualTo(7);
    assertThat(values.path("i").isString()).isTrue();
  }

  @Test
  void aliasesThatMultiplyOrContainThemselvesAreRefused() {
    StringBuilder bomb = new StringBuilder("---\na0: &a0 [x,x]\n");
    for (int i = 1; i < 25; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1).append(",*a")
          .append(i - 1)
          .append("]\n");
    }
    assertThatThrownBy(() -> of(bomb + "---\n")).hasMessageContaining("more than 100000 values");
    assertThatThrownBy(() -> of("---\na: &a [*a]\n---\n")).hasMessageContaining("nested deeper than 100");
  }

  @Test
  void aMistakeIsAtTheValueOfItsKeys() {
    var file = of("---\ninput:\n  schema:\n    name: strng\n---\n");
    assertThat(file.malformed(List.of("input", "schema", "name"), "wrong")).hasMessage(
        "a.prompt, line 4, column 11: input.schema.name: wrong");
  }

  @Test
  void aHugeFileIsReadAndAnEndlessOneIsNot() throws Exception {
    Path file = folder.resolve("huge.prompt");
    Files.writeString(file, "---\nmodel: m\n---\n" + "word ".repeat(1_000_000));
    assertThat(FrontMatter.of(SourceText.read(file, "huge.prompt")).template()).hasSize(4_999_999);
    Files.write(file, new byte[SourceText.LARGEST + 1]);
    assertThatThrownBy(() -> SourceText.read(file, "huge.prompt")).hasMessage("huge.prompt has "
        + (SourceText.LARGEST
            + 1)
        + " bytes; a prompt has at most " + SourceText.LARGEST
        + ", so give what is large to the prompt as input instead");
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    Path file = folder.resolve("latin.prompt");
    Files.write(file, new byte[]{'c', 'a', 'f', (byte) 0xE9});
    assertThatThrownBy(() -> SourceText.read(file, "latin.prompt")).hasMessage(
        "latin.prompt is not text in UTF-8; save it in that encoding and try again");
  }

  @Test
  void columnsCountCharactersAndNotTheirHalves() {
    var source = new SourceText("a", "x\n👋👋!");
    assertThat(source.at(source.text().indexOf('!'))).isEqualTo(new Position(2, 3));
  }
}
