package dev.athanor.document.parse;

import static dev.athanor.document.parse.TestArchives.paragraph;
import static dev.athanor.document.parse.TestArchives.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import org.junit.jupiter.api.Test;

class OfficeParsersTest {

  private static final String SHARED =
      "<si><t>name</t></si><si><r><t>pri</t></r><r><t>ce</t></r></si><si><t>coal</t>"
          + "<rPh><t>kooru</t></rPh></si>";

  @Test
  void a_slide_has_its_title_lists_tables_and_notes_and_no_footer() throws Exception {
    String table = "<p:graphicFrame><a:tbl><a:tblPr firstRow=\"1\"/><a:tr>" + cell("", "name") + cell(
        " gridSpan=\"2\"", "price") + cell(" hMerge=\"1\"", "") + "</a:tr><a:tr>"
        + cell(" rowSpan=\"2\"", "coal")
        + cell("", "3") + cell("", "4") + "</a:tr><a:tr>" + cell(" vMerge=\"1\"", "") + cell("", "5")
        + cell("",
            "6")
        + "</a:tr></a:tbl></p:graphicFrame>";
    byte[] file = TestArchives.pptx(shape("", paragraph("", "Drawn first.")) + shape("title", paragraph("",
        "Even heat")) + shape("body", paragraph("<a:pPr><a:buChar char=\"-\"/></a:pPr>", "coal"),
            paragraph(
                "<a:pPr lvl=\"1\"><a:buAutoNum type=\"alphaLcParenR\"/></a:pPr>", "hard"),
            paragraph(
                "<a:pPr lvl=\"1\"><a:buAutoNum type=\"alphaLcParenR\"/></a:pPr>", "soft"))
        + table + shape("ftr",
            paragraph("", "Page 1")),
        shape("body", paragraph("", "Say this slowly.")));

    Document document = ParsedBlocks.document("a.pptx", file);

    assertThat(document.title()).isEqualTo("Even heat");
    assertThat(document.metadata()).containsEntry("slides", "1");
    assertThat(ParsedBlocks.of(document)).containsExactly("h2 Even heat", "p Drawn first.", "item0 - coal",
        "item1 a) hard", "item1 b) soft", "table name*|price*|price* / coal|3|4 / coal|5|6",
        "p Say this slowly.");
  }

  @Test
  void a_sheet_is_a_heading_with_values_as_they_are_shown() throws Exception {
    String rows = row(1, text("A1", "inlineStr", "<is><t>Fuel in winter</t></is>"))
        + row(2,
            text("A2", "s", "<v>0</v>") + text("B2", "s", "<v>1</v>") + text("C2", "str", "<v>since</v>"))
        + row(3, text("A3", "s", "<v>2</v>") + "<c r=\"B3\" s=\"1\"><f>1+1</f><v>1234.5</v></c>"
            + "<c r=\"C3\" s=\"2\"><v>45292</v></c>")
        + row(4, "<c r=\"B4\" s=\"3\"><v>0.25</v></c>" + text("C4", "b", "<v>1</v>"))
        + row(7, text("A7", "str", "<v>No table.</v>"));
    byte[] file = TestArchives.xlsx("<sheetData>" + rows
        + "</sheetData><mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>", SHARED);

    Document document = ParsedBlocks.document("stock.xlsx", file);

    assertThat(document.title()).isEqualTo("stock");
    assertThat(document.metadata()).containsEntry("hidden-sheets", "Secret");
    assertThat(ParsedBlocks.of(document)).containsExactly("h2 Prices", "p Fuel in winter",
        "table name*|price*|since* / coal|1,234.50|2024-01-01 / coal|25%|TRUE", "p No table.");
  }

  @Test
  void tables_side_by_side_are_two_and_a_form_with_a_gap_is_one() throws Exception {
    byte[] apart = TestArchives.xlsx("<sheetData>"
        + row(1, string("A1", "a") + string("B1", "b") + string("D1",
            "c") + string("E1", "d"))
        + row(2, number("A2", 1) + number("B2", 2) + number("D2", 3) + number("E2", 4))
        + "</sheetData>", "");
    byte[] form = TestArchives.xlsx(
        "<sheetData>" + row(1, string("A1", "Voltage") + string("C1", "kV") + number(
            "D1", 130)) + row(2, string("A2", "Frequency") + string("C2", "Hz") + number("D2", 50))
            + "</sheetData>",
        "");

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.xlsx", apart))).containsExactly("h2 Prices",
        "table a*|b* / 1|2", "table c*|d* / 3|4");
    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.xlsx", form))).containsExactly("h2 Prices",
        "table Voltage||kV|130 / Frequency||Hz|50");
  }

  @Test
  void a_merge_over_the_whole_sheet_reaches_as_far_as_the_sheet_is_used() throws Exception {
    byte[] file = TestArchives.xlsx("<sheetData>" + row(1, string("A1", "all") + string("B1", "x"))
        + row(1048576,
            string("B1048576", "y"))
        + "</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>", "");

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.xlsx", file))).contains("h2 Prices");
  }

  @Test
  void files_that_were_cut_off_are_named() throws Exception {
    assertThat(ParsedBlocks.failure("a.pptx", TestFiles.half(TestArchives.pptx(shape("", paragraph("", "x"
        .repeat(5_000))), ""))))
        .isEqualTo("the PPTX ends before its content does (truncated); copy it again");
    assertThat(ParsedBlocks.failure("a.xlsx", "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo("the file is named like a XLSX but does not start like one (a zip archive);"
            + " give it its right extension or exclude it");
  }

  private static String cell(String attributes, String text) {
    return "<a:tc" + attributes + "><a:txBody>" + paragraph("", text) + "</a:txBody></a:tc>";
  }

  private static String row(int number, String cells) {
    return "<row r=\"" + number + "\">" + cells + "</row>";
  }

  private static String text(String at, String type, String content) {
    return "<c r=\"" + at + "\" t=\"" + type + "\">" + content + "</c>";
  }

  private static String string(String at, String value) {
    return text(at, "str", "<v>" + value + "</v>");
  }

  private static String number(String at, int value) {
    return "<c r=\"" + at + "\"><v>" + value + "</v></c>";
  }
}
