package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads workbooks: each sheet is a heading with the tables that stand on it, values as they are shown, then the numbers
 * of its charts and the text of its shapes. Hidden sheets are left out and named in the metadata.
 */
final class XlsxParser implements Parser {

  @Override
  public String version() {
    return "xlsx-1/" + OfficePackage.LIBRARY;
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.XLSX);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException, OpenXML4JException,
      SAXException, XMLStreamException {
    if (!OfficePackage.isWhole(raw.bytes())) {
      return Failures.truncated("XLSX");
    }
    try (OfficePackage archive = OfficePackage.open(raw.bytes())) {
      Optional<PackagePart> main = archive.main();
      if (main.isEmpty()) {
        return Failures.notWhatItIsNamed("XLSX", "a package with a workbook");
      }
      Element workbook = OfficePackage.read(main.get()).getDocumentElement();
      XlsxCells cells = XlsxCells.of(main.get(), workbook);
      ExtractedText text = new ExtractedText();
      List<String> hidden = new ArrayList<>();
      for (Element sheet : Xml.at(workbook, "sheets").map(Xml::children).orElse(List.of())) {
        if (Xml.attribute(sheet, "state").filter(state -> !state.equals("visible")).isPresent()) {
          Xml.attribute(sheet, "name").ifPresent(hidden::add);
        } else {
          add(sheet, main.get(), cells, text);
        }
      }
      Map<String, String> metadata = archive.metadata();
      if (!hidden.isEmpty()) {
        metadata.put("hidden-sheets", String.join(", ", hidden));
      }
      String title = Optional.ofNullable(metadata.remove("title")).filter(Titles::says)
          .orElse(raw.id().stem());
      return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
          metadata));
    }
  }

  private static void add(Element sheet, PackagePart main, XlsxCells cells, ExtractedText text)
      throws IOException, SAXException, OpenXML4JException, XMLStreamException {
    Optional<PackagePart> part = OfficePackage.related(main, Xml.namespaced(sheet, "id").orElse(""));
    if (part.isEmpty()) {
      return;
    }
    text.heading(2, Xml.attribute(sheet, "name").orElse(""));
    // A sheet that is one chart has no cells.
    new SheetTables(text).add(XlsxSheet.read(part.get(), cells));
    for (PackagePart drawing : OfficePackage.relatedAs(part.get(), "drawing")) {
      Element drawn = OfficePackage.read(drawing).getDocumentElement();
      for (Element shape : Xml.below(drawn, "txBody")) {
        PptxText.paragraphs(shape).forEach(paragraph -> text.paragraph(PptxText.words(paragraph)));
      }
      for (PackagePart chart : OfficePackage.relatedAs(drawing, "chart")) {
        OfficeChart.add(OfficePackage.read(chart), text);
      }
    }
  }
}
