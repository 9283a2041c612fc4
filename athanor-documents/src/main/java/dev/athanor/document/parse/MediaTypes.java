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

  /** Extensions without the dot, by what they stand for. */
  static final Map<String, List<String>> EXTENSIONS = Map.of(MARKDOWN, List.of("md", "markdown"), PLAIN,
      List.of("txt", "text", "log", "rst", "adoc", "asciidoc"), HTML, List.of("html", "htm", "xhtml"), PDF,
      List.of("pdf"), DOCX, List.of("docx"));

  private static final int PDF_HEADER_WITHIN = 1024;
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
      return contains(bytes, "word/document") || contains(bytes, "word/_rels") ? Optional.of(DOCX) : Optional
          .empty();
    }
    int pdf = head.indexOf("%PDF-");
    boolean onlyJunkBefore = pdf >= 0 && head.substring(0, pdf).isBlank();
    return onlyJunkBefore ? Optional.of(PDF) : Optional.empty();
  }

  /** What the bytes are, if they are certainly nothing that can be read. */
  static Optional<String> binary(byte[] bytes) {
    String head = head(bytes, 32);
    if (head.startsWith(OLE2)) {
      return Optional.of("a password-protected Office file or one of the old kind (.doc, .xls, .ppt)");
    }
    if (head.startsWith(ZIP)) {
      return Optional.of("a zip archive");
    }
    return BINARY.entrySet().stream().filter(kind -> head.startsWith(kind.getKey())).map(Map.Entry::getValue)
        .findFirst();
  }

  private static String head(byte[] bytes, int length) {
    return new String(bytes, 0, Math.min(bytes.length, length), StandardCharsets.ISO_8859_1);
  }

  private static boolean contains(byte[] bytes, String name) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(name);
  }
}
