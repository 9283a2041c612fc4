package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfLayoutTest {

  @Test
  void rules_make_a_table_whose_cells_may_have_several_lines_and_reach_over_others() throws Exception {
    try (TestPages page = new TestPages()) {
      page.words(72, 740, "Before the table.");
      for (float x : List.of(72f, 172f, 272f, 372f)) {
        page.rule(x, 700, x, 600);
      }
      for (float y : List.of(700f, 640f, 600f)) {
        page.rule(72, y, 372, y);
      }
      // A line below the name of two columns that both have names of their own.
      page.rule(172, 670, 372, 670);
      page.words(80, 665, "fuel").words(180, 682, "price").words(280, 682, "smoke");
      page.words(180, 652, "in euros").words(280, 652, "in grams");
      page.words(80, 624, "coal from").words(80, 612, "the Ruhr").words(180, 618, "3").words(280, 618, "40");
      page.words(72, 560, "After the table.");

      assertThat(blocks(page)).containsExactly("p Before the table.",
          "table fuel*|price*|smoke* / fuel|in euros|in grams / coal from the Ruhr|3|40",
          "p After the table.");
    }
  }

  @Test
  void a_cell_over_two_columns_is_repeated_in_both() throws Exception {
    try (TestPages page = new TestPages()) {
      for (float y : List.of(700f, 680f, 660f, 640f)) {
        page.rule(72, y, 372, y);
      }
      page.rule(172, 700, 172, 640).rule(272, 680, 272, 640);
      page.words(80, 686, "fuel").words(240, 686, "price and smoke");
      page.words(80, 666, "coal").words(180, 666, "3").words(280, 666, "40");
      page.words(80, 646, "gas").words(180, 646, "5").words(280, 646, "0");

      assertThat(blocks(page)).containsExactly(
          "table fuel*|price and smoke*|price and smoke* / coal|3|40 / gas|5|0");
    }
  }

  @Test
  void rules_above_and_below_rows_are_enough_where_the_words_stand_in_columns() throws Exception {
    try (TestPages page = new TestPages()) {
      for (float y : List.of(700f, 680f, 630f)) {
        page.rule(72, y, 372, y);
      }
      page.words(80, 686, "fuel").words(180, 686, "price").words(280, 686, "smoke");
      page.words(80, 666, "coal").words(180, 666, "3").words(280, 666, "much");
      page.words(80, 651, "hard coal").words(180, 651, "4").words(280, 651, "some");
      page.words(80, 636, "gas").words(180, 636, "5").words(280, 636, "none");

      assertThat(blocks(page)).containsExactly(
          "table fuel*|price*|smoke* / coal|3|much / hard coal|4|some / gas|5|none");
    }
  }

  @Test
  void a_frame_around_text_and_the_grid_of_a_chart_are_no_tables() throws Exception {
    try (TestPages page = new TestPages()) {
      page.rule(72, 700, 372, 700).rule(72, 650, 372, 650).rule(72, 700, 72, 650).rule(372, 700, 372, 650);
      page.words(80, 680, "A warning in a frame.").words(80, 666, "It has two lines.");
      for (int i = 0; i <= 8; i++) {
        page.rule(72, 400 + i * 20, 372, 400 + i * 20).rule(72 + i * 37.5f, 400, 72 + i * 37.5f, 560);
      }
      page.words(120, 505, "coal").words(250, 445, "gas");

      assertThat(blocks(page)).noneMatch(block -> block.startsWith("table"));
    }
  }

  @Test
  void columns_written_one_after_the_other_are_a_table() throws Exception {
    try (TestPages page = new TestPages()) {
      List<List<String>> columns =
          List.of(List.of("fuel", "coal", "hard coal", "gas"), List.of("price", "3", "4", "5"),
              List.of("smoke", "much", "some", "none"));
      for (int column = 0; column < columns.size(); column++) {
        for (int row = 0; row < columns.get(column).size(); row++) {
          page.words(72 + 120f * column, 700 - 16f * row, columns.get(column).get(row));
        }
      }

      assertThat(blocks(page)).containsExactly(
          "table fuel*|price*|smoke* / coal|3|much / hard coal|4|some / gas|5|none");
    }
  }

  @Test
  void text_in_two_columns_that_was_written_across_them_is_read_column_by_column() throws Exception {
    try (TestPages page = new TestPages()) {
      page.words(72, 740,
          "An athanor keeps an even heat over many days, and this heading goes across both columns");
      for (int line = 1; line <= 8; line++) {
        page.words(72, 720 - 12f * line, "left side of the page, line number " + line);
        page.words(320, 720 - 12f * line, "right side of the page, line number " + line);
      }

      String text = ParsedBlocks.document("a.pdf", page.bytes()).text();

      assertThat(text).startsWith("An athanor keeps").doesNotContain("|");
      assertThat(text.indexOf("left side of the page, line number 8"))
          .isBetween(0, text.indexOf("right side of the page, line number 1"));
    }
  }

  @Test
  void what_is_written_from_right_to_left_is_read_so_and_numbers_are_not_turned() throws Exception {
    String logical = "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD 2026 \u05E1\u05D5\u05E3";
    try (TestPages page = new TestPages()) {
      // As it is seen, in pieces, of which the last one seen was written first.
      page.words(172, 700, "\u05DD\u05DC\u05D5\u05E2 \u05DD\u05D5\u05DC\u05E9");
      page.words(100, 700, "\u05E3\u05D5\u05E1 2026");

      assertThat(ParsedBlocks.document("a.pdf", page.bytes()).text()).isEqualTo(logical);
    }
  }

  @Test
  void numbers_of_pages_are_left_out_where_they_grow_and_heads_that_alternate() throws Exception {
    try (TestPages page = new TestPages()) {
      for (int number = 7; number < 13; number++) {
        page.words(72, 760, number % 2 == 0 ? "Handbook of furnaces" : "The even heat");
        page.words(72, 600, "What page " + "abcdef".charAt(number - 7) + " says.");
        page.words(300, 40, number + "");
        page.nextPage();
      }

      assertThat(blocks(page)).hasSize(6).allMatch(block -> block.startsWith("p What page"));
    }
  }

  private static List<String> blocks(TestPages page) throws IOException {
    return ParsedBlocks.of(ParsedBlocks.document("a.pdf", page.bytes()));
  }
}
