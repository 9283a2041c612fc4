package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads presentations: slide by slide, each with its title as a heading, and the speaker's notes after it. */
final class PptxParser implements Parser {

  @Override
  public String version() {
    return "pptx-1/" + OfficePackage.LIBRARY;
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.PPTX);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException, OpenXML4JException,
      SAXException {
    if (!OfficePackage.isWhole(raw.bytes())) {
      return Failures.truncated("PPTX");
    }
    try (OfficePackage show = OfficePackage.open(raw.bytes())) {
      Optional<PackagePart> main = show.main();
      if (main.isEmpty()) {
        return Failures.notWhatItIsNamed("PPTX", "a package with a presentation");
      }
      ExtractedText text = new ExtractedText();
      Optional<String> firstTitle = Optional.empty();
      int slides = 0;
      for (Element id : slideIds(main.get())) {
        Optional<PackagePart> part = OfficePackage.related(main.get(), Xml.namespaced(id, "id").orElse(""));
        if (part.isPresent()) {
          PptxSlide slide = new PptxSlide(part.get(), text);
          slide.add();
          firstTitle = firstTitle.or(slide::title);
          slides++;
        }
      }
      Map<String, String> metadata = show.metadata();
      metadata.put("slides", Integer.toString(slides));
      String title = Optional.ofNullable(metadata.remove("title")).filter(Titles::says)
          .orElse(firstTitle.orElse(raw.id().stem()));
      return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
          metadata));
    }
  }

  private static List<Element> slideIds(PackagePart main) throws IOException, SAXException {
    return Xml.at(OfficePackage.read(main).getDocumentElement(), "sldIdLst")
        .map(list -> Xml.children(list, "sldId")).orElse(List.of());
  }
}
