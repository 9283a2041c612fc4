package dev.athanor.document.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Writes one slide: its title, then its shapes in their order in the file, which is the order in which PowerPoint has
 * them read aloud, then the speaker's notes. Dates, footers and slide numbers are left out.
 */
final class PptxSlide {

  private static final Set<String> TITLES = Set.of("title", "ctrTitle");
  private static final Set<String> REPEATED = Set.of("dt", "ftr", "sldNum", "hdr", "sldImg");

  private final PackagePart part;
  private final ExtractedText text;
  private Optional<String> title = Optional.empty();

  PptxSlide(PackagePart part, ExtractedText text) {
    this.part = part;
    this.text = text;
  }

  /** What its title says, once it was written. */
  Optional<String> title() {
    return title;
  }

  void add() throws IOException, SAXException, InvalidFormatException {
    List<Element> shapes = shapes(part);
    PptxBullets bullets = PptxBullets.of(part);
    for (Element shape : shapes) {
      Optional<String> kind = placeholder(shape);
      if (kind.filter(TITLES::contains).isPresent()) {
        String words = String.join(" ", PptxText.paragraphs(shape).stream().map(PptxText::words).toList());
        text.heading(kind.get().equals("ctrTitle") ? 1 : 2, words);
        title = title.or(() -> Optional.of(ExtractedText.oneLine(words))).filter(found -> !found.isEmpty());
      }
    }
    for (Element shape : shapes) {
      if (placeholder(shape).filter(TITLES::contains).isEmpty()) {
        addShape(shape, bullets);
      }
    }
    addNotes();
  }

  private void addShape(Element shape, PptxBullets bullets) throws IOException, SAXException,
      InvalidFormatException {
    if (placeholder(shape).filter(REPEATED::contains).isPresent()) {
      return;
    }
    if (!Xml.name(shape).equals("graphicFrame")) {
      new PptxText(text, bullets, shape).add();
      return;
    }
    for (Element table : Xml.below(shape, "tbl")) {
      text.table(PptxTable.rows(table));
    }
    for (Element chart : Xml.below(shape, "chart")) {
      Optional<PackagePart> drawn = OfficePackage.related(part, Xml.namespaced(chart, "id").orElse(""));
      if (drawn.isPresent()) {
        OfficeChart.add(OfficePackage.read(drawn.get()), text);
      }
    }
    for (Element diagram : Xml.below(shape, "relIds")) {
      addDiagram(OfficePackage.related(part, Xml.namespaced(diagram, "dm").orElse("")));
    }
  }

  /** A diagram ("SmartArt") is a list of points that have text. */
  private void addDiagram(Optional<PackagePart> data) throws IOException, SAXException {
    if (data.isPresent()) {
      for (Element point : Xml.below(OfficePackage.read(data.get()), "pt")) {
        String words = String.join(" ", PptxText.paragraphs(point).stream().map(PptxText::words).toList());
        text.item(0, "-", words);
      }
    }
  }

  private void addNotes() throws IOException, SAXException, InvalidFormatException {
    for (PackagePart notes : OfficePackage.relatedAs(part, "notesSlide")) {
      for (Element shape : shapes(notes)) {
        if (placeholder(shape).filter(kind -> kind.equals("body")).isPresent()) {
          PptxText.paragraphs(shape).forEach(paragraph -> text.paragraph(PptxText.words(paragraph)));
        }
      }
    }
  }

  /** Groups are opened. What was written for newer programs is read, what stands in for it in older ones is not. */
  private static List<Element> shapes(PackagePart part) throws IOException, SAXException {
    List<Element> shapes = new ArrayList<>();
    Xml.at(OfficePackage.read(part).getDocumentElement(), "cSld", "spTree")
        .ifPresent(tree -> collect(tree, shapes));
    return shapes;
  }

  private static void collect(Element parent, List<Element> shapes) {
    for (Element child : Xml.children(parent)) {
      switch (Xml.name(child)) {
        case "sp", "graphicFrame" -> shapes.add(child);
        case "grpSp", "AlternateContent", "Choice" -> collect(child, shapes);
        default -> {
          // Pictures and connectors say nothing, and "Fallback" says it again.
        }
      }
    }
  }

  /** What the shape takes the place of: {@code body} where it does not say; empty for a shape that was drawn freely. */
  private static Optional<String> placeholder(Element shape) {
    return PptxBullets.placeholder(shape).map(place -> Xml.attribute(place, "type").orElse("body"));
  }
}
