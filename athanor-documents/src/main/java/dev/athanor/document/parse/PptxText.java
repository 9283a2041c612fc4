package dev.athanor.document.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Writes the paragraphs of one shape, as list items where they are shown with a bullet or a number. */
final class PptxText {

  private final ExtractedText text;
  private final PptxBullets bullets;
  private final Element shape;
  private final Map<Integer, Integer> counts = new HashMap<>();

  PptxText(ExtractedText text, PptxBullets bullets, Element shape) {
    this.text = text;
    this.bullets = bullets;
    this.shape = shape;
  }

  void add() {
    for (Element paragraph : paragraphs(shape)) {
      String words = words(paragraph);
      if (!words.isBlank()) {
        add(paragraph, words);
      }
    }
  }

  private void add(Element paragraph, String words) {
    int depth = Xml.at(paragraph, "pPr").flatMap(properties -> Xml.attribute(properties, "lvl"))
        .flatMap(Xml::number).orElse(0);
    counts.keySet().removeIf(level -> level > depth);
    switch (bullets.of(shape, paragraph, depth)) {
      case PptxBullets.Bullet.None() -> {
        counts.remove(depth);
        text.paragraph(words);
      }
      case PptxBullets.Bullet.Dash() -> {
        counts.remove(depth);
        text.item(depth, "-", words);
      }
      case PptxBullets.Bullet.Numbered(String format, int start) -> {
        int count = counts.merge(depth, 1, Integer::sum);
        text.item(depth, Numerals.shown(start + count - 1, format), words);
      }
    }
  }

  static List<Element> paragraphs(Element shape) {
    return Xml.below(shape, "p");
  }

  static String words(Element paragraph) {
    StringBuilder words = new StringBuilder();
    append(paragraph, words);
    return words.toString();
  }

  private static void append(Element parent, StringBuilder words) {
    for (Element child : Xml.children(parent)) {
      switch (Xml.name(child)) {
        case "t" -> words.append(child.getTextContent());
        case "br" -> words.append('\n');
        case "pPr", "rPr", "endParaRPr", "Fallback" -> {
          // Not shown.
        }
        default -> append(child, words);
      }
    }
  }
}
