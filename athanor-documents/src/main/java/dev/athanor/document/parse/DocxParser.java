package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.xml.sax.SAXException;

/** Reads Word documents: content controls, text boxes and equations are all read the same way. */
final class DocxParser implements Parser {

  private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  @Override
  public String version() {
    return "docx-3/" + OfficePackage.LIBRARY;
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.DOCX);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException, OpenXML4JException,
      SAXException {
    if (!OfficePackage.isWhole(raw.bytes())) {
      return Failures.truncated("DOCX");
    }
    try (OfficePackage word = OfficePackage.open(raw.bytes())) {
      Optional<PackagePart> main = word.main();
      if (main.isEmpty()) {
        return Failures.notWhatItIsNamed("DOCX", "a package with a main document");
      }
      ExtractedText text = new ExtractedText();
      DocxStyles styles = DocxStyles.of(word.read(WORD + "styles+xml"));
      DocxBlocks blocks = new DocxBlocks(text, styles, DocxNumbering.of(word.read(WORD + "numbering+xml")),
          OfficePackage.readRelated(main.get(), "chart"));
      blocks.add(OfficePackage.read(main.get()));
      word.read(WORD + "footnotes+xml").forEach(blocks::addNotes);
      word.read(WORD + "endnotes+xml").forEach(blocks::addNotes);
      Map<String, String> metadata = word.metadata();
      String title = Optional.ofNullable(metadata.remove("title")).or(blocks::title)
          .orElseGet(() -> Titles.of(text.blocks(), raw.id()));
      return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
          metadata));
    }
  }
}
