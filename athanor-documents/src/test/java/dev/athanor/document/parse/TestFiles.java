package dev.athanor.document.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Makes small PDF and DOCX files. */
final class TestFiles {

  private static final PDFont REGULAR = new PDType1Font(FontName.HELVETICA);
  private static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  private TestFiles() {
  }

  /** A line of a page; {@code gap} is what separates it from the line above, in points. */
  record Line(String text, int size, boolean bold, int gap) {
    static Line text(String text) {
      return new Line(text, 11, false, 14);
    }
  }

  static byte[] pdf(String line) throws IOException {
    return pdf(List.of(List.of(Line.text(line))));
  }

  static byte[] pdf(List<List<Line>> pages) throws IOException {
    try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      write(pdf, pages);
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  static byte[] encryptedPdf(String line, String password) throws IOException {
    try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      write(pdf, List.of(List.of(Line.text(line))));
      pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  /** A page with these words in so many columns, row by row. */
  static byte[] pdfInColumns(List<String> words, int columns) throws IOException {
    try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        for (int i = 0; i < words.size(); i++) {
          content.beginText();
          content.setFont(REGULAR, 11);
          content.newLineAtOffset(72 + 120f * (i % columns), 700 - 14 * Math.floorDiv(i, columns));
          content.showText(words.get(i));
          content.endText();
        }
      }
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static void write(PDDocument pdf, List<List<Line>> pages) throws IOException {
    for (List<Line> lines : pages) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      float y = 740;
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        for (Line line : lines) {
          y -= line.gap();
          content.beginText();
          content.setFont(line.bold() ? BOLD : REGULAR, line.size());
          content.newLineAtOffset(72, y);
          content.showText(line.text());
          content.endText();
        }
      }
    }
  }

  /** A Word file with that body and a few styles: headings by name, one derived from them, a title and code. */
  static byte[] docx(String body) throws IOException {
    return docx(body, WORD, Map.of());
  }

  static byte[] docx(String body, String namespace, Map<String, String> more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              + override("document", "document.main") + override("styles", "styles") + override("numbering",
                  "numbering")
              + override("footnotes", "footnotes") + "</Types>");
      put(zip, "_rels/.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
              + "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
      put(zip, "word/document.xml", part("document", namespace, "<w:body>" + body + "</w:body>"));
      put(zip, "word/styles.xml", part("styles", namespace, style("Heading1", "heading 1", "")
          + style("Heading2", "heading 2", "") + style("Mine", "My heading",
              "<w:basedOn w:val=\"Heading2\"/>")
          + style("Title", "Title", "") + style("Code", "Source Code", "")));
      for (String name : List.of("numbering", "footnotes")) {
        put(zip, "word/" + name + ".xml", part(name, namespace, more.getOrDefault(name, "")));
      }
    }
    return bytes.toByteArray();
  }

  static String paragraph(String style, String text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  static byte[] half(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  private static String part(String name, String namespace, String content) {
    return "<w:" + name + " xmlns:w=\"" + namespace + "\">" + content + "</w:" + name + ">";
  }

  private static String style(String id, String name, String more) {
    return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name + "\"/>" + more
        + "</w:style>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"/word/" + part + ".xml\" ContentType=\"" + TYPE + type + "+xml\"/>";
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(UTF_8));
    zip.closeEntry();
  }
}
