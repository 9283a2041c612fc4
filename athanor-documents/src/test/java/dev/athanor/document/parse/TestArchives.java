package dev.athanor.document.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes small presentations, workbooks and books. */
final class TestArchives {

  private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
  private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String ROLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
  private static final String SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main";
  private static final String BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private TestArchives() {
  }

  /** A zip archive of texts by their names. */
  static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The entries of an archive. */
  static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** A presentation of one slide with these shapes and notes. */
  static byte[] pptx(String shapes, String notes) throws IOException {
    String type = "application/vnd.openxmlformats-officedocument.presentationml.";
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("[Content_Types].xml", types("/ppt/presentation.xml", type + "presentation.main+xml"));
    entries.put("_rels/.rels", relations("r1", "officeDocument", "ppt/presentation.xml"));
    entries.put("ppt/presentation.xml",
        "<p:presentation xmlns:p=\"" + SHOW + "\" xmlns:r=\"" + ROLE.substring(0,
            ROLE.length() - 1)
            + "\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"r1\"/></p:sldIdLst></p:presentation>");
    entries.put("ppt/_rels/presentation.xml.rels", relations("r1", "slide", "slides/slide1.xml"));
    entries.put("ppt/slides/slide1.xml", slide("sld", shapes));
    entries.put("ppt/slides/_rels/slide1.xml.rels", relations("r1", "notesSlide", "../notesSlides/n1.xml"));
    entries.put("ppt/notesSlides/n1.xml", slide("notes", notes));
    return zip(entries);
  }

  /** A shape; {@code place} is its kind of placeholder, or empty. */
  static String shape(String place, String... paragraphs) {
    return "<p:sp><p:nvSpPr><p:nvPr>" + (place.isEmpty() ? "" : "<p:ph type=\"" + place + "\"/>")
        + "</p:nvPr></p:nvSpPr><p:txBody>" + String.join("", paragraphs) + "</p:txBody></p:sp>";
  }

  static String paragraph(String properties, String text) {
    return "<a:p>" + properties + "<a:r><a:t>" + text + "</a:t></a:r></a:p>";
  }

  private static String slide(String name, String shapes) {
    return "<p:" + name + " xmlns:p=\"" + SHOW + "\" xmlns:a=\"" + DRAWING + "\"><p:cSld><p:spTree>" + shapes
        + "</p:spTree></p:cSld></p:" + name + ">";
  }

  /** A workbook: a visible sheet "Prices" with these rows, a hidden one, shared texts and number formats. */
  static byte[] xlsx(String rows, String shared) throws IOException {
    return xlsx("", rows, shared);
  }

  static byte[] xlsx(String beforeSheet, String sheetContent, String shared) throws IOException {
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("[Content_Types].xml", types("/xl/workbook.xml", type + "sheet.main+xml"));
    entries.put("_rels/.rels", relations("r1", "officeDocument", "xl/workbook.xml"));
    entries.put("xl/workbook.xml",
        "<workbook xmlns=\"" + BOOK + "\" xmlns:r=\"" + ROLE.substring(0, ROLE.length()
            - 1) + "\"><sheets><sheet name=\"Prices\" sheetId=\"1\" r:id=\"r1\"/>"
            + "<sheet name=\"Secret\" sheetId=\"2\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>");
    entries.put("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + RELATIONS + "\">" + relation("r1",
        "worksheet", "worksheets/sheet1.xml") + relation("r2", "sharedStrings", "sharedStrings.xml")
        + relation(
            "r3", "styles", "styles.xml")
        + "</Relationships>");
    entries.put("xl/worksheets/sheet1.xml", beforeSheet + "<worksheet xmlns=\"" + BOOK + "\">" + sheetContent
        + "</worksheet>");
    entries.put("xl/sharedStrings.xml", "<sst xmlns=\"" + BOOK + "\">" + shared + "</sst>");
    entries.put("xl/styles.xml", "<styleSheet xmlns=\"" + BOOK + "\"><numFmts><numFmt numFmtId=\"164\""
        + " formatCode=\"#,##0.00\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>"
        + "<xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
    return zip(entries);
  }

  /** A book of these pages. */
  static byte[] epub(String... pages) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("mimetype", "application/epub+zip");
    entries.put("META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>");
    StringBuilder items = new StringBuilder();
    StringBuilder spine = new StringBuilder();
    for (int i = pages.length - 1; i >= 0; i--) {
      entries.put("OPS/text/page " + i + ".xhtml", pages[i]);
      items.append("<item id=\"p").append(i).append("\" href=\"text/page%20").append(i).append(".xhtml\"/>");
      spine.insert(0, "<itemref idref=\"p" + i + "\"/>");
    }
    entries.put("OPS/nav.xhtml", "<p>Contents</p>");
    entries.put("OPS/book.opf", "<package><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        + "<dc:title>Even heat</dc:title><dc:creator>A. Smith</dc:creator></metadata><manifest>"
        + "<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/>" + items
        + "</manifest><spine><itemref idref=\"nav\"/>" + spine + "</spine></package>");
    return zip(entries);
  }

  private static String types(String part, String type) {
    return "<Types xmlns=\"" + TYPES + "\"><Default Extension=\"rels\" ContentType=\""
        + "application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\""
        + " ContentType=\"application/xml\"/><Override PartName=\"" + part + "\" ContentType=\"" + type
        + "\"/></Types>";
  }

  private static String relations(String id, String role, String target) {
    return "<Relationships xmlns=\"" + RELATIONS + "\">" + relation(id, role, target) + "</Relationships>";
  }

  private static String relation(String id, String role, String target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + ROLE + role + "\" Target=\"" + target + "\"/>";
  }
}
