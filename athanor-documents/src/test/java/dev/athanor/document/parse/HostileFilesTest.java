package dev.athanor.document.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.child.ParserLimits;
import dev.athanor.document.parse.child.ParsingProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files made to harm, each read as a sync reads it: in a process of its own with little memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTest {

  private static final String BOMB = "<!DOCTYPE x [<!ENTITY a \"" + "lol".repeat(100) + "\"><!ENTITY b \""
      + "&a;"
          .repeat(100)
      + "\"><!ENTITY c \"" + "&b;".repeat(100) + "\"><!ENTITY d \"" + "&c;".repeat(100) + "\">"
      + "<!ENTITY e \"" + "&d;".repeat(100) + "\">]>";

  private final ParsingProcesses processes = new ParsingProcesses(new ParserLimits(128_000_000, Duration
      .ofMinutes(1), 1));
  private final Parsers parsers = processes.parsers();

  @AfterAll
  void end() {
    processes.close();
  }

  @Test
  void zip_bombs_are_named_and_the_rest_goes_on() throws Exception {
    byte[] word =
        withHugeEntry(TestFiles.docx(TestFiles.paragraph("", "x")), "word/document.xml", "<w:t>", 400);
    byte[] sheet = withHugeEntry(TestArchives.xlsx("", ""), "xl/sharedStrings.xml",
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>", 400);
    byte[] book = withHugeEntry(TestArchives.epub("<p>x</p>"), "OPS/text/page 0.xhtml", "<p>", 100);

    assertThat(failure("a.docx", word)).containsAnyOf("needs more than 128 MB of memory", "Zip bomb");
    assertThat(failure("a.xlsx", sheet)).containsAnyOf("needs more than 128 MB of memory", "Zip bomb");
    assertThat(failure("a.epub", book)).containsAnyOf("needs more than 128 MB of memory",
        "the archive's entry OPS/text/page 0.xhtml unpacks to more than 64 MB, as a zip bomb does");
    assertThat(text("a.pdf", TestFiles.pdf("still read"))).isEqualTo("still read");
  }

  @Test
  void entities_never_grow() throws Exception {
    byte[] sheet =
        TestArchives.xlsx(BOMB, "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&e;</v></c></row>"
            + "</sheetData>", "");
    byte[] book = TestArchives.epub(BOMB + "<p>&e; end</p>");
    byte[] word = TestFiles.docx("&e;");

    assertThat(failure("a.xlsx", sheet)).startsWith("the file cannot be read as application/vnd");
    assertThat(failure("a.docx", word)).startsWith("the file cannot be read as application/vnd");
    assertThat(text("a.epub", book)).hasSizeLessThan(2_000).contains("end");
  }

  @Test
  void broken_and_deep_files_are_read_or_named() throws Exception {
    byte[] pdf = TestFiles.pdf("A report about furnaces.");
    byte[] scrambled = pdf.clone();
    for (int i = 20; i < scrambled.length - 40; i += 3) {
      scrambled[i] ^= 0x55;
    }
    assertThat(failure("a.pdf", scrambled)).isNotBlank();
    assertThat(failure("a.pdf", TestFiles.half(pdf))).startsWith("the PDF ends before its content does");
    assertThat(failure("a.json", "{\"a\":".repeat(400_000).getBytes(UTF_8))).startsWith(
        "the file cannot be read as application/json");
    assertThat(
        parsers.parse(new RawDocument(new DocumentId("a.html"), "<div>".repeat(300_000).getBytes(UTF_8)))
            .result())
        .isInstanceOf(ParseResult.ParseFailed.class);
  }

  @Test
  void what_is_read_there_is_what_is_read_here() throws Exception {
    byte[] file = TestFiles.docx("<w:tbl><w:tr><w:tc>" + TestFiles.paragraph("", "name") + "</w:tc><w:tc>"
        + TestFiles
            .paragraph("", "Wärme 👩‍👩‍👧")
        + "</w:tc></w:tr></w:tbl>" + TestFiles.paragraph("Heading1", "Use") + TestFiles
            .paragraph("Code", "light();")
        + TestFiles.paragraph("", "End."));

    assertThat(parsed("a.docx", file)).isEqualTo(ParsedBlocks.document("a.docx", file));
  }

  private Document parsed(String name, byte[] bytes) {
    ParseResult result = parsers.parse(new RawDocument(new DocumentId(name), bytes)).result();
    assertThat(result).as(name).isInstanceOf(ParseResult.Parsed.class);
    return ((ParseResult.Parsed) result).document();
  }

  private String text(String name, byte[] bytes) {
    return parsed(name, bytes).text();
  }

  private String failure(String name, byte[] bytes) {
    ParseResult result = parsers.parse(new RawDocument(new DocumentId(name), bytes)).result();
    assertThat(result).as(name).isInstanceOf(ParseResult.ParseFailed.class);
    return ((ParseResult.ParseFailed) result).reason();
  }

  /** The archive with one entry replaced by so many megabytes of words, which pack to almost nothing. */
  private static byte[] withHugeEntry(byte[] archive, String name, String start, int megabytes)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, byte[]> others = TestArchives.unzipped(archive);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var entry : others.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        if (entry.getKey().equals(name)) {
          zip.write(start.getBytes(UTF_8));
          byte[] words = "ha ".repeat(350_000).getBytes(UTF_8);
          for (int i = 0; i < megabytes; i++) {
            zip.write(words);
          }
        } else {
          zip.write(entry.getValue());
        }
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
