package dev.athanor.bench.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.extractor.ExtractorFactory;
import org.apache.poi.extractor.POITextExtractor;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** The text of a file as a library gives it when nothing is done about it. */
final class PlainText {
  private PlainText() {
  }

  /** What reads the files of a kind. */
  static String name(String kind) {
    return switch (kind) {
      case "pdf" -> "plain PDFBox";
      case "docx", "pptx", "xlsx" -> "plain POI";
      case "html", "epub" -> "plain Tika";
      default -> "the file itself";
    };
  }

  static String of(String kind, Path file) throws IOException, TikaException, SAXException {
    return switch (kind) {
      case "pdf" -> pdf(file);
      case "docx", "pptx", "xlsx" -> office(file);
      case "html" -> tika(new JSoupParser(), file);
      case "epub" -> tika(new EpubParser(), file);
      default -> Files.readString(file);
    };
  }

  private static String pdf(Path file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  /** What POI cannot open has no text: its model refuses the strict form of DOCX, for one. */
  private static String office(Path file) {
    try (InputStream stream = Files.newInputStream(file);
        POITextExtractor extractor = ExtractorFactory.createExtractor(stream)) {
      return extractor.getText();
    } catch (IOException | RuntimeException e) {
      System.err.println("  " + file.getFileName() + ": POI says " + e.getMessage());
      return "";
    }
  }

  private static String tika(Parser parser, Path file) throws IOException, TikaException, SAXException {
    BodyContentHandler text = new BodyContentHandler(-1);
    try (InputStream stream = TikaInputStream.get(file)) {
      parser.parse(stream, text, new Metadata(), new ParseContext());
    }
    return text.toString();
  }
}
