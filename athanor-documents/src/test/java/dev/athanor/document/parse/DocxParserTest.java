package dev.athanor.document.parse;

import static dev.athanor.document.parse.TestFiles.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocxParserTest {

  private static final String NUMBERING = "<w:abstractNum w:abstractNumId=\"7\">" + level(0, "decimal", "%1.")
      + level(1, "lowerLetter", "%1%2)") + "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">"
      + level(0, "bullet", "o")
      + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
      + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>";

  @Test
  void styles_lists_tables_code_and_notes_are_kept() throws Exception {
    String table = "<w:tbl><w:tr><w:tc>" + paragraph("", "name") + "</w:tc><w:tc>" + paragraph("", "price")
        + "</w:tc></w:tr><w:tr><w:tc>" + paragraph("", "coal") + "</w:tc><w:tc>" + paragraph("", "3")
        + paragraph("", "4")
        + "</w:tc></w:tr></w:tbl>";
    String body = paragraph("Title", "Even heat") + paragraph("Heading1", "Use") + paragraph("Mine",
        "At home")
        + paragraph("", "Light it.") + item(1, 0, "coal") + item(1, 1, "hard") + item(1, 1, "soft") + item(1,
            0, "peat")
        + item(2, 0, "dash") + table + paragraph("Code", "light();") + paragraph("Code", "  wait();");
    byte[] file = TestFiles.docx(body, "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        Map.of("numbering", NUMBERING, "footnotes", "<w:footnote w:type=\"separator\">" + paragraph("", "---")
            + "</w:footnote><w:footnote>" + paragraph("", "A note.") + "</w:footnote>"));

    Document document = ParsedBlocks.document("a.docx", file);

    assertThat(document.title()).isEqualTo("Even heat");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 Even heat", "h1 Use", "h2 At home",
        "p Light it.",
        "item0 1. coal", "item1 1a) hard", "item1 1b) soft", "item0 2. peat", "item0 - dash",
        "table name*|price* / coal|3 4", "code  light();\n  wait();", "p A note.");
  }

  @Test
  void deleted_text_is_left_out_and_text_boxes_and_content_controls_are_read() throws Exception {
    byte[] file = TestFiles.docx(
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
            + "<w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:drawing><w:txbxContent>" + paragraph("",
                "in the box")
            + "</w:txbxContent></w:drawing></w:r></w:p><w:sdt><w:sdtContent>" + paragraph("Heading1",
                "controlled")
            + "</w:sdtContent></w:sdt>");

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.docx", file))).containsExactly("p kept added",
        "p in the box",
        "h1 controlled");
  }

  @Test
  void the_strict_form_of_the_format_is_read_too() throws Exception {
    byte[] file = TestFiles.docx(paragraph("Heading2", "Strict"),
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        Map.of());

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.docx", file))).containsExactly("h2 Strict");
  }

  @Test
  void a_file_that_was_cut_off_is_named() throws Exception {
    byte[] file = TestFiles.docx(paragraph("", "x".repeat(5_000)));

    assertThat(ParsedBlocks.failure("a.docx", TestFiles.half(file)))
        .isEqualTo("the DOCX ends before its content does (truncated); copy it again");
  }

  @Test
  void an_external_entity_is_not_read() throws Exception {
    byte[] file = TestFiles.docx("&xxe;");

    assertThat(ParsedBlocks.failure("a.docx", file)).startsWith("the file cannot be read as application/");
  }

  private static String item(int list, int depth, String text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + depth + "\"/><w:numId w:val=\"" + list
        + "\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  private static String level(int depth, String format, String text) {
    return "<w:lvl w:ilvl=\"" + depth + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format
        + "\"/><w:lvlText w:val=\""
        + text + "\"/></w:lvl>";
  }

  @Test
  void equations_are_written_on_one_line() throws Exception {
    String r = "<m:r><m:t>%s</m:t></m:r>";
    String fraction =
        "<m:f><m:num>" + r.formatted("x-c") + "</m:num><m:den>" + r.formatted("v") + "</m:den></m:f>";
    String body =
        "<w:p xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:r><w:t>Let</w:t></w:r>"
            + "<m:oMath><m:sSup><m:e>" + fraction + "</m:e><m:sup>" + r.formatted("2")
            + "</m:sup></m:sSup></m:oMath>"
            + "<m:oMath>" + r.formatted("a=") + "<m:rad><m:deg/><m:e>" + r.formatted("b")
            + "</m:e></m:rad></m:oMath></w:p>";

    assertThat(ParsedBlocks.document("a.docx", TestFiles.docx(body)).text())
        .isEqualTo("Let {\\frac{x-c}{v}}^{2} a=\\sqrt{b}");
  }
}
