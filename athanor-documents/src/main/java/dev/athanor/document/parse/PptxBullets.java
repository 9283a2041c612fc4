package dev.athanor.document.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Tells what stands before a paragraph of a slide. The paragraph itself says so, or its shape, or the placeholder of
 * that kind in the slide's layout or master, or the master's style for text of that kind.
 */
final class PptxBullets {

  private final List<Document> above;

  private PptxBullets(List<Document> above) {
    this.above = above;
  }

  /** What stands before a paragraph. */
  sealed interface Bullet {
    /** Nothing. */
    record None() implements Bullet {
    }

    /** A sign. */
    record Dash() implements Bullet {
    }

    /** A number in that format, such as {@code arabicPeriod}, counted from there. */
    record Numbered(String format, int start) implements Bullet {
    }
  }

  /** For a slide: its layout and its master are looked at too. */
  static PptxBullets of(PackagePart slide) throws IOException, SAXException, InvalidFormatException {
    List<Document> above = new ArrayList<>();
    for (PackagePart layout : OfficePackage.relatedAs(slide, "slideLayout")) {
      above.add(OfficePackage.read(layout));
      for (PackagePart master : OfficePackage.relatedAs(layout, "slideMaster")) {
        above.add(OfficePackage.read(master));
      }
    }
    return new PptxBullets(above);
  }

  Bullet of(Element shape, Element paragraph, int depth) {
    Optional<Bullet> said = Xml.at(paragraph, "pPr").flatMap(PptxBullets::bullet)
        .or(() -> ofLevel(Xml.at(shape, "txBody", "lstStyle"), depth));
    Optional<Element> place = placeholder(shape);
    if (said.isEmpty() && place.isPresent()) {
      said = inherited(place.get(), depth);
    }
    return said.orElse(new Bullet.None());
  }

  private Optional<Bullet> inherited(Element place, int depth) {
    for (Document part : above) {
      for (Element shape : Xml.below(part, "sp")) {
        boolean same = placeholder(shape).filter(other -> isSame(place, other)).isPresent();
        Optional<Bullet> said = same ? ofLevel(Xml.at(shape, "txBody", "lstStyle"), depth) : Optional.empty();
        if (said.isPresent()) {
          return said;
        }
      }
    }
    boolean isBody = kind(place).equals("body") || kind(place).equals("obj");
    return !isBody ? Optional.empty()
        : above.stream().flatMap(part -> Xml.at(part.getDocumentElement(), "txStyles", "bodyStyle").stream())
            .findFirst().flatMap(style -> ofLevel(Optional.of(style), depth));
  }

  /** A placeholder is that of the same index in the layout, and that of the same kind in the master. */
  private static boolean isSame(Element place, Element other) {
    Optional<String> index = Xml.attribute(place, "idx");
    boolean sameIndex = index.isPresent() && index.equals(Xml.attribute(other, "idx"));
    return sameIndex || kind(place).equals(kind(other));
  }

  private static String kind(Element place) {
    return Xml.attribute(place, "type").orElse("body");
  }

  static Optional<Element> placeholder(Element shape) {
    for (Element properties : Xml.children(shape)) {
      Optional<Element> place = Xml.at(properties, "nvPr", "ph");
      if (place.isPresent()) {
        return place;
      }
    }
    return Optional.empty();
  }

  private static Optional<Bullet> ofLevel(Optional<Element> style, int depth) {
    return style.flatMap(levels -> Xml.at(levels, "lvl" + (depth + 1) + "pPr")).flatMap(PptxBullets::bullet);
  }

  private static Optional<Bullet> bullet(Element properties) {
    for (Element child : Xml.children(properties)) {
      switch (Xml.name(child)) {
        case "buNone" -> {
          return Optional.of(new Bullet.None());
        }
        case "buChar", "buBlip" -> {
          return Optional.of(new Bullet.Dash());
        }
        case "buAutoNum" -> {
          int start = Xml.attribute(child, "startAt").flatMap(Xml::number).orElse(1);
          return Optional.of(new Bullet.Numbered(Xml.attribute(child, "type").orElse("arabicPeriod"), start));
        }
        default -> {
          // How it looks.
        }
      }
    }
    return Optional.empty();
  }
}
