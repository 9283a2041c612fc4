package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.document.parse.TestFiles.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfParserTest {

  @Test
  void headings_are_told_by_size_and_weight_and_cut_words_are_joined() throws Exception {
    byte[] file = TestFiles.pdf(List.of(List.of(new Line("The Athanor", 20, true, 30),
        new Line("Uses", 14, false, 30), new Line("It keeps an even heat, so that gold and other sub-", 11,
            false, 30),
        Line.text("stances ripen. It burns day and night."), new Line("Fuel", 11, true, 30),
        new Line("Coal is burned in it.", 11, false, 30))));

    Document document = ParsedBlocks.document("a.pdf", file);

    assertThat(document.title()).isEqualTo("The Athanor");
    assertThat(document.metadata()).containsEntry("pages", "1");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 The Athanor", "h2 Uses",
        "p It keeps an even heat, so that gold and other substances ripen. It burns day and night.",
        "h3 Fuel",
        "p Coal is burned in it.");
  }

  @Test
  void running_heads_and_page_numbers_are_left_out() throws Exception {
    List<List<Line>> pages = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      pages.add(List.of(Line.text("Handbook of furnaces"), new Line("Text " + "z".repeat(page)
          + " of a page.", 11,
          false, 40),
          new Line("It has two lines, " + "x".repeat(page) + ".", 11, false, 14),
          new Line("And a third one " + "y".repeat(page) + ".", 11, false, 14), new Line("page " + page, 11,
              false, 40)));
    }

    Document document = ParsedBlocks.document("a.pdf", TestFiles.pdf(pages));

    assertThat(document.text()).contains("Text z of a page.", "Text zzzz of a page.")
        .doesNotContain("Handbook of furnaces").doesNotContain("page 1\n");
  }

  @Test
  void words_in_columns_are_a_table_and_a_list_with_its_signs_is_none() throws Exception {
    List<String> columns =
        List.of("fuel", "price", "smoke", "coal", "3", "much", "hard coal", "4.50", "some", "gas",
            "5", "none");

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.pdf", TestFiles.pdfInColumns(columns, 3))))
        .containsExactly(
            "table fuel*|price*|smoke* / coal|3|much / hard coal|4.50|some / gas|5|none");
    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.pdf", TestFiles.pdfInColumns(columns, 2)))).noneMatch(
        block -> block.startsWith("table"));
  }

  @Test
  void a_password_a_cut_and_a_page_without_text_are_named() throws Exception {
    assertThat(ParsedBlocks.failure("a.pdf", TestFiles.encryptedPdf("secret", "password")))
        .isEqualTo("the PDF is protected by a password; save a copy without one or exclude it");
    assertThat(ParsedBlocks.failure("a.pdf", TestFiles.half(TestFiles.pdf("cut"))))
        .isEqualTo("the PDF ends before its content does (truncated); copy it again");
    assertThat(ParsedBlocks.failure("a.pdf", TestFiles.pdf(List.of(List.of())))).startsWith(
        "the file has no text");
  }
}
