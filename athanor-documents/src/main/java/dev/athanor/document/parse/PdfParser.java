package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of PDF files in their own reading order. Headings are told by their size; lines that come back on
 * most pages (running heads, page numbers) are left out. A PDF has no tables, only words in places: where the words
 * of several lines stand in the same columns, they are taken for one.
 */
final class PdfParser implements Parser {

  @Override
  public String version() {
    return "pdf-3/pdfbox-" + Version.getVersion();
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.PDF);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException {
    if (isTruncated(raw.bytes())) {
      return Failures.truncated("PDF");
    }
    try (PDDocument pdf = Loader.loadPDF(new RandomAccessReadBuffer(raw.bytes()),
        IOUtils.createTempFileOnlyStreamCache())) {
      if (!pdf.getCurrentAccessPermission().canExtractContent()) {
        return Failures.encrypted("PDF");
      }
      List<PdfPart> parts = PdfLines.of(pdf);
      ExtractedText text = new ExtractedText();
      new PdfBlocks(text).add(parts);
      Map<String, String> metadata = metadata(pdf);
      String title = Optional.ofNullable(metadata.remove("title")).filter(Titles::says)
          .orElseGet(() -> Titles.of(text.blocks(), raw.id()));
      return new ParseResult.Parsed(
          Document.of(raw.id(), title, mediaType, text.text(), text.blocks(), metadata));
    } catch (InvalidPasswordException e) {
      return Failures.encrypted("PDF");
    }
  }

  /**
   * A PDF ends with the mark {@code %%EOF}. PDFBox would repair a file that was cut off and return what is left of it,
   * and nobody would notice that half of the document is missing.
   */
  private static boolean isTruncated(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = all.lastIndexOf("%%EOF");
    return end < 0 || all.indexOf("endobj", end) >= 0 || all.indexOf("endstream", end) >= 0;
  }

  private static Map<String, String> metadata(PDDocument pdf) {
    Map<String, String> metadata = new TreeMap<>();
    PDDocumentInformation information = pdf.getDocumentInformation();
    put(metadata, "title", information.getTitle());
    put(metadata, "author", information.getAuthor());
    put(metadata, "subject", information.getSubject());
    metadata.put("pages", Integer.toString(pdf.getNumberOfPages()));
    return metadata;
  }

  private static void put(Map<String, String> metadata, String name, @Nullable String value) {
    String clean = value == null ? "" : ExtractedText.oneLine(value);
    if (!clean.isEmpty()) {
      metadata.put(name, clean);
    }
  }
}
