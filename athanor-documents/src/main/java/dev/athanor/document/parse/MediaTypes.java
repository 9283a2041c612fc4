package dev.athanor.document.parse;

import dev.athanor.document.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells what kind of file some bytes are. */
final class MediaTypes {

  static final String MARKDOWN = "text/markdown";
  static final String PLAIN = "text/plain";
  static final String HTML = "text/html";
  static final String PDF = "application/pdf";
  static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  static final String PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  static final String EPUB = "application/epub+zip";
  static final String EML = "message/rfc822";
  static final String CSV = "text/csv";
  static final String TSV = "text/tab-separated-values";
  static final String JSON = "application/json";
  static final String JSON_LINES = "application/x-ndjson";

  /** Extensions without the dot, by what they stand for. */
  static final Map<String, List<String>> EXTENSIONS = Map.ofEntries(
      Map.entry(MARKDOWN, List.of("md", "markdown")),
      Map.entry(PLAIN, List.of("txt", "text", "log", "rst", "adoc", "asciidoc")),
      Map.entry(HTML, List.of("html", "htm", "xhtml")), Map.entry(PDF, List.of("pdf")),
      Map.entry(DOCX, List.of("docx", "docm")), Map.entry(PPTX, List.of("pptx", "pptm", "ppsx")),
      Map.entry(XLSX, List.of("xlsx", "xlsm")), Map.entry(EPUB, List.of("epub")),
      Map.entry(EML, List.of("eml")), Map.entry(CSV, List.of("csv")), Map.entry(TSV, List.of("tsv", "tab")),
      Map.entry(JSON, List.of("json")), Map.entry(JSON_LINES, List.of("jsonl", "ndjson")));

  /** What files of a kind start with, for people, where only that makes them one. */
  static final Map<String, Signature> SIGNATURES = Map.of(PDF, new Signature("PDF", "%PDF-"), DOCX,
      new Signature("DOCX", "a zip archive"), PPTX, new Signature("PPTX", "a zip archive"), XLSX,
      new Signature("XLSX", "a zip archive"), EPUB, new Signature("EPUB", "a zip archive"));

  /** A kind of file, and how such files start. */
  record Signature(String kind, String start) {
  }

  private static final int PDF_HEADER_WITHIN = 1024;
  /** What stands before the name of the first entry. */
  private static final int ZIP_HEADER_BYTES = 30;
  private static final String ZIP = "PK\u0003\u0004";
  private static final String OLE2 = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";
  private static final Map<String, String> BINARY = Map.of("\u0089PNG", "a PNG image", "GIF8", "a GIF image",
      "\u00FF\u00D8\u00FF", "a JPEG image", "\u001F\u008B", "a gzip archive", "\u007FELF", "a program",
      "SQLite format 3\0", "an SQLite database", "7z\u00BC\u00AF", "a 7z archive", "\u00CA\u00FE\u00BA\u00BE",
      "a Java class");

  private MediaTypes() {
  }

  /** What the file's name says that it is; empty when the extension is not known here. */
  static Optional<String> named(DocumentId id) {
    String name = id.fileName().toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return EXTENSIONS.entrySet().stream().filter(kind -> kind.getValue().contains(extension)).map(
        Map.Entry::getKey)
        .findFirst();
  }

  /** What the first bytes say for certain; empty when they are text or unknown. */
  static Optional<String> sniffed(byte[] bytes) {
    String head = head(bytes, PDF_HEADER_WITHIN);
    if (head.startsWith(ZIP)) {
      return archive(bytes, head);
    }
    int pdf = head.indexOf("%PDF-");
    boolean onlyJunkBefore = pdf >= 0 && head.substring(0, pdf).isBlank();
    return onlyJunkBefore ? Optional.of(PDF) : Optional.empty();
  }

  /** Which kind of document a zip archive is, by the names of its entries. */
  private static Optional<String> archive(byte[] bytes, String head) {
    if (head.startsWith("mimetype" + EPUB, ZIP_HEADER_BYTES) || contains(bytes, "META-INF/container.xml")) {
      return Optional.of(EPUB);
    }
    if (contains(bytes, "word/document") || contains(bytes, "word/_rels")) {
      return Optional.of(DOCX);
    }
    if (contains(bytes, "ppt/presentation") || contains(bytes, "ppt/_rels")) {
      return Optional.of(PPTX);
    }
    return contains(bytes, "xl/workbook") || contains(bytes, "xl/_rels") ? Optional.of(XLSX)
        : Optional.empty();
  }

  /** What the bytes are, if they are certainly nothing that can be read. */
  static Optional<String> binary(byte[] bytes) {
    String head = head(bytes, 32);
    if (head.startsWith(OLE2)) {
      return Optional.of("a password-protected Office file or one of the old kind (.doc, .xls, .ppt, .msg)");
    }
    if (head.startsWith(ZIP)) {
      return Optional.of("a zip archive");
    }
    return BINARY.entrySet().stream().filter(kind -> head.startsWith(kind.getKey())).map(Map.Entry::getValue)
        .findFirst();
  }

  private static String head(byte[] bytes, int length) {
    return head(bytes, 0, Math.min(bytes.length, length));
  }

  private static String head(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean contains(byte[] bytes, String name) {
    byte first = (byte) name.charAt(0);
    for (int i = 0; i <= bytes.length - name.length(); i++) {
      if (bytes[i] == first && head(bytes, i, name.length()).equals(name)) {
        return true;
      }
    }
    return false;
  }
}
