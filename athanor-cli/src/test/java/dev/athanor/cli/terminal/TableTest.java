package dev.athanor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.terminal.Table.Column;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table(Column.text("NAME"), Column.number("SIZE"), Column.text("WHAT"))
      .row(Table.cell("größe"), Table.cell(7), Table.cell("a long explanation that will not fit anywhere"))
      .row(Table.cell("日本"), Table.cell(1_234), Table.cell("line\nbreak"));

  @Test
  void columnsAreAlignedWhateverCharactersAreInThem() {
    Screen pipe = new Screen(new CapturedStreams().piped(), ColorChoice.AUTO, false);
    assertThat(table.lines(pipe)).containsExactly("NAME   SIZE  WHAT",
        "größe     7  a long explanation that will not fit anywhere", "日本   1234  line break");
  }

  @Test
  void onATerminalTheLastColumnIsCutToWhatIsLeft() {
    Screen narrow = new Screen(new CapturedStreams().terminal(40, Map.of()), ColorChoice.NEVER, false);
    assertThat(table.lines(narrow)).containsExactly("NAME   SIZE  WHAT",
        "größe     7  a long explanation that wi…", "日本   1234  line break");
  }
}
