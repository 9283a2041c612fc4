package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.Version;
import org.apache.poi.ooxml.util.DocumentHelper;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.xml.sax.SAXException;

/**
 * Reads Word documents. POI opens the package (and refuses zip bombs and external entities); the parts are then read
 * by element name without regard to namespaces, so that the strict and the transitional form of the format, content
 * controls, text boxes and equations are all read the same way.
 */
final class DocxParser implements Parser {

  static {
    // POI's standard of 1:100 takes drawings for zip bombs, which compress 1:1000.
    ZipSecureFile.setMinInflateRatio(0.001);
    ZipSecureFile.setMaxEntrySize(512L << 20);
  }

  private static final byte[] DIRECTORY_END = {'P', 'K', 5, 6};
  private static final int DIRECTORY_BYTES = 22;
  private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  @Override
  public String version() {
    return "docx-1/poi-" + Version.getVersion();
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.DOCX);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException, OpenXML4JException,
      SAXException {
    if (!hasDirectory(raw.bytes())) {
      return Failures.truncated("DOCX");
    }
    OPCPackage word = OPCPackage.open(new ByteArrayInputStream(raw.bytes()));
    try {
      Optional<PackagePart> main = mainPart(word);
      if (main.isEmpty()) {
        return Failures.notWhatItIsNamed("DOCX", "a package with a main document");
      }
      ExtractedText text = new ExtractedText();
      DocxStyles styles = DocxStyles.of(read(word, "styles+xml"));
      DocxBlocks blocks = new DocxBlocks(text, styles, DocxNumbering.of(read(word, "numbering+xml")));
      blocks.add(read(main.get()));
      read(word, "footnotes+xml").forEach(blocks::addNotes);
      read(word, "endnotes+xml").forEach(blocks::addNotes);
      Map<String, String> metadata = metadata(word.getPackageProperties());
      String title = Optional.ofNullable(metadata.remove("title")).or(blocks::title)
          .orElseGet(() -> Titles.of(text.blocks(), raw.id()));
      return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
          metadata));
    } finally {
      word.revert();
    }
  }

  /** A zip archive ends with its directory; what was cut off has none, though its first entries can still be read. */
  private static boolean hasDirectory(byte[] bytes) {
    for (int i = bytes.length - DIRECTORY_BYTES; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + DIRECTORY_END.length, DIRECTORY_END, 0, DIRECTORY_END.length)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<PackagePart> mainPart(OPCPackage word) {
    for (String type : List.of(PackageRelationshipTypes.CORE_DOCUMENT,
        PackageRelationshipTypes.STRICT_CORE_DOCUMENT)) {
      for (PackageRelationship relationship : word.getRelationshipsByType(type)) {
        PackagePart part = word.getPart(relationship);
        if (part != null) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  private static List<org.w3c.dom.Document> read(OPCPackage word, String type) throws IOException,
      SAXException {
    List<org.w3c.dom.Document> parts = new ArrayList<>();
    for (PackagePart part : word.getPartsByContentType(WORD + type)) {
      parts.add(read(part));
    }
    return parts;
  }

  private static org.w3c.dom.Document read(PackagePart part) throws IOException, SAXException {
    try (InputStream content = part.getInputStream()) {
      return DocumentHelper.readDocument(content);
    }
  }

  private static Map<String, String> metadata(PackageProperties properties) {
    Map<String, String> metadata = new TreeMap<>();
    put(metadata, "title", properties.getTitleProperty());
    put(metadata, "author", properties.getCreatorProperty());
    put(metadata, "subject", properties.getSubjectProperty());
    put(metadata, "language", properties.getLanguageProperty());
    return metadata;
  }

  private static void put(Map<String, String> metadata, String name, Optional<String> value) {
    value.map(ExtractedText::oneLine).filter(text -> !text.isEmpty()).ifPresent(text -> metadata.put(name,
        text));
  }
}
